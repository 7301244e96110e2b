import { type KeyboardEvent, useEffect, useEffectEvent } from 'react'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import { useToast } from '../../app/toasts.ts'
import { isDialogOpen } from '../../app/use-shortcut.ts'
import { allSteps } from '../../state/step-moves.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { isTyping } from '../../ui/is-typing.ts'
import type { Editing } from './editing.ts'
import type { SampleChoice } from './use-samples.ts'
import { stepActions, titleOf } from './step-actions.ts'

/** The keys of the editor. Answers those of the step that has the focus; undo and the palette work wherever nobody types. */
export function useEditorKeys(editing: Editing, choice: SampleChoice): (event: KeyboardEvent) => void {
  const { t } = useTexts()
  const toast = useToast()
  const { editor, addStep } = editing
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    // The key may have taken back what the newest toast tells of, which is the newest change.
    if (isDialogOpen() || event.defaultPrevented) return
    const add = () => addStep(['steps'], editor.draft?.steps.length ?? 0)
    const run = everywhere(event, editing, { add, choice })
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onKey(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (event) => {
    const head = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.step-h') : null
    const field = head?.querySelector<HTMLElement>('[data-step]')?.dataset['step']
    const step = editor.draft && field ? allSteps(editor.draft).find(({ path }) => fieldOf(path) === field) : undefined
    if (!step) return
    const removed = () =>
      toast({
        text: t('recipe.removed', { title: step.when ? t('recipe.when') : titleOf(step, editing) }),
        undo: editor.undo,
      })
    const run = onStep(event, stepActions(step, editing, removed))
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
    requestAnimationFrame(focusSelected)
  }
}

interface Elsewhere {
  add: () => void
  choice: SampleChoice
}

function everywhere(
  event: globalThis.KeyboardEvent,
  { editor }: Editing,
  { add, choice }: Elsewhere,
): (() => void) | undefined {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey)) return key === '/' && !isTyping(event.target) ? add : undefined
  // A field that is typed into writes to the recipe with every letter: undo is the editor's there too.
  const keys: Record<string, () => void> = {
    z: event.shiftKey ? editor.redo : editor.undo,
    y: editor.redo,
    arrowup: () => choice.step(-1),
    arrowdown: () => choice.step(1),
  }
  return keys[key]
}

function onStep(event: KeyboardEvent, actions: ReturnType<typeof stepActions>): (() => void) | undefined {
  const { key } = event
  if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) return () => actions.move(key === 'ArrowUp' ? -1 : 1)
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'd') return actions.duplicate
  if (key === 'Delete') return actions.remove
  const isHead = event.target instanceof HTMLElement && event.target.dataset['step'] !== undefined
  return key === ' ' && isHead ? actions.toggle : undefined
}

/** Where work goes on after the title: the step that is open, else the first one, else the way to add one. */
export function focusSteps(): void {
  const heads = ['.step.sel [data-step]', '.pipe-l [data-step]', '.re-addb']
  heads
    .map((head) => document.querySelector<HTMLElement>(head))
    .find((found) => found !== null)
    ?.focus()
}

/** The head of the step that was moved or made is where the next key goes. */
export function focusSelected(): void {
  document.querySelector<HTMLElement>('.step.sel [data-step]')?.focus()
}
