import { type KeyboardEvent, useState } from 'react'
import { type RecipeActions, useRecipeActions } from './use-recipe-actions.ts'
import type { ListedRecipe } from './use-recipe-list.ts'

export interface RecipeKeys {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  /** Name of the recipe that is being given another title, or null. */
  renamed: string | null
  rename: (name: string | null) => void
}

/** The keys of the list, for the recipe that has the focus. */
export function useRecipeKeys(listed: readonly ListedRecipe[]): RecipeKeys {
  const actions = useRecipeActions()
  const [renamed, rename] = useState<string | null>(null)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const line = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-name]') : null
    if (!line || isInput(event.target)) return
    const found = listed.find(({ row }) => row.name === line.dataset['name'])
    const run = found && keyOf(event, { found, line, actions, rename })
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  return { onKeyDown, renamed, rename }
}

interface Key {
  found: ListedRecipe
  line: HTMLElement
  actions: RecipeActions
  rename: (name: string) => void
}

function keyOf(event: KeyboardEvent, { found: { row }, line, actions, rename }: Key): (() => void) | undefined {
  const ctrl = event.ctrlKey || event.metaKey
  const own = !row.builtIn
  if (ctrl) {
    const keys: Record<string, (() => void) | undefined> = {
      Enter: () => row.problems.length === 0 && actions.run(row),
      d: () => actions.duplicate(row),
      e: () => actions.exportFile(row),
    }
    return keys[event.key]
  }
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => focusBeside(line, 1),
    ArrowUp: () => focusBeside(line, -1),
    Home: () => focusBeside(line, -Infinity),
    End: () => focusBeside(line, Infinity),
    F2: own ? () => rename(row.name) : undefined,
    Delete: own ? () => removeAt(line, () => actions.remove(row)) : undefined,
  }
  return keys[event.key]
}

function removeAt(line: HTMLElement, remove: () => void): void {
  focusBeside(line, 1)
  remove()
}

function focusBeside(line: HTMLElement, by: number): void {
  const lines = [...document.querySelectorAll<HTMLElement>('[data-name]')]
  const at = Math.max(0, Math.min(lines.length - 1, lines.indexOf(line) + by))
  lines[at]?.querySelector<HTMLElement>('a')?.focus()
}

function isInput(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.tagName === 'INPUT'
}
