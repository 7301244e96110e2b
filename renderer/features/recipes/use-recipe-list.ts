import { useMemo, useState } from 'react'
import type { RecipeUse } from '../../../contract/recipe-commands.ts'
import { type KnownRecipe, type RecipeKind, recipeKinds, useRecipes } from '../../app/recipes.tsx'
import { useAnswer } from '../../app/use-answer.ts'
import { useMirror } from '../../app/use-mirror.ts'
import type { Format } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'

export const sortings = ['last', 'name', 'changed'] as const
export type Sorting = (typeof sortings)[number]
export type Group = 'all' | 'own' | RecipeKind

export interface ListedRecipe extends KnownRecipe {
  use: RecipeUse | undefined
}

export interface RecipeListView {
  search: string
  setSearch: (search: string) => void
  group: Group
  setGroup: (group: Group) => void
  sorting: Sorting
  setSorting: (sorting: Sorting) => void
  /** Groups that hold something, with how many, whatever is searched for. */
  groups: [Group, number][]
  own: ListedRecipe[]
  builtIn: ListedRecipe[]
  /** How many there are, shown or not; null until that is known. */
  counts: { own: number; builtIn: number } | null
}

/** Which recipes are listed, in which order. */
export function useRecipeList(): RecipeListView {
  const known = useRecipes()
  const { compare } = useTexts().format
  const live = useMirror(({ batches }) => [...batches.values()].filter(({ isLive }) => isLive).length)
  const uses = useAnswer('recipe.uses', {}, live).value?.uses
  const [search, setSearch] = useState('')
  const [group, setGroup] = useState<Group>('all')
  const [sorting, setSorting] = useState<Sorting>('last')
  const all = useMemo(() => {
    const byName = new Map(uses?.map((use) => [use.recipe, use]))
    return (known ?? []).map((recipe) => ({ ...recipe, use: byName.get(recipe.row.name) }))
  }, [known, uses])
  const shown = useMemo(() => {
    const fitting = all.filter((recipe) => isIn(recipe, group) && fits(recipe, search))
    return fitting.toSorted(orderOf(sorting, compare))
  }, [all, group, search, sorting, compare])
  return {
    search,
    setSearch,
    group,
    setGroup,
    sorting,
    setSorting,
    groups: groupsOf(all),
    own: shown.filter(({ row }) => !row.builtIn),
    builtIn: shown.filter(({ row }) => row.builtIn),
    counts: known ? { own: count(all, 'own'), builtIn: all.length - count(all, 'own') } : null,
  }
}

const groupOrder: Group[] = ['all', 'own', ...recipeKinds]

function groupsOf(all: readonly ListedRecipe[]): [Group, number][] {
  return groupOrder
    .map((group): [Group, number] => [group, count(all, group)])
    .filter(([group, found]) => found > 0 || group === 'all')
}

function count(all: readonly ListedRecipe[], group: Group): number {
  return all.filter((recipe) => isIn(recipe, group)).length
}

function isIn({ row, kind }: KnownRecipe, group: Group): boolean {
  return group === 'all' || (group === 'own' ? !row.builtIn : kind === group)
}

function fits({ row, recipe }: KnownRecipe, search: string): boolean {
  const steps = recipe?.steps.map((step) => (step.kind === 'step' ? step.call.step : '')).join(' ') ?? ''
  const text = `${row.title} ${row.summary} ${row.name} ${steps}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const lastMs = ({ use }: ListedRecipe) => use?.last?.startedMs ?? 0

/** Those that are alike otherwise stay in the order in which the engine lists them. */
function orderOf(sorting: Sorting, compare: Format['compare']): (a: ListedRecipe, b: ListedRecipe) => number {
  switch (sorting) {
    case 'last':
      return (a, b) => lastMs(b) - lastMs(a)
    case 'changed':
      return (a, b) => b.row.changedMs - a.row.changedMs
    case 'name':
      return (a, b) => compare(a.row.title, b.row.title)
  }
}
