import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { RecipeRow } from '../../contract/recipe-commands.ts'
import type { Recipe } from '../../contract/recipe.ts'
import { callsIn } from '../state/recipe-sketch.ts'
import type { Phrases } from '../texts/phrases.ts'
import { shown } from '../texts/shown-path.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { IconName } from '../ui/icon.tsx'
import { useFace } from './face.ts'
import { useAnswer } from './use-answer.ts'
import { useMirror } from './use-mirror.ts'

/** A recipe in the list, and what it says once that has been read; null where it cannot be. */
export interface KnownRecipe {
  /** What the engine calls it; `row.title` is that in the language in use, for recipes that came with it. */
  named: string
  row: RecipeRow
  recipe: Recipe | null
  kind: RecipeKind
}

/** By what a recipe takes, in the order in which they are offered: whatever fits nowhere else comes last. */
export const recipeKinds = ['images', 'pdf', 'data', 'media', 'files'] as const
export type RecipeKind = (typeof recipeKinds)[number]

const icons: Record<RecipeKind, IconName> = { images: 'image', pdf: 'doc', data: 'table', media: 'film', files: 'copy' }

interface Recipes {
  known: readonly KnownRecipe[] | undefined
  reload: () => void
}

const RecipesContext = createContext<Recipes>({ known: undefined, reload() {} })

/** The recipes there are, undefined until they are known. */
export function useRecipes(): readonly KnownRecipe[] | undefined {
  return useContext(RecipesContext).known
}

/** Asks for them again, after something about them was changed here. */
export function useReloadRecipes(): () => void {
  return useContext(RecipesContext).reload
}

/** Batches name their recipe by its title. */
export function useRecipeIcon(title: string): IconName {
  const known = useRecipes()?.find((one) => isCalled(one, title))
  return known ? iconOf(known) : icons.files
}

/** A batch knows its recipe by the title it had then, a watch by its name. */
export function isCalled({ named, row }: KnownRecipe, title: string): boolean {
  return named === title || row.title === title || row.name === title
}

/** A person’s own recipes are called what they called them, in letters that cannot pretend to be others. What marks a command in the manual is not for a line of a list. */
function spoken(row: RecipeRow, words: Phrases): RecipeRow {
  if (!row.builtIn) return { ...row, title: shown(row.title), summary: shown(row.summary) }
  return { ...row, title: words(row.title), summary: words(row.summary).replaceAll('`', '') }
}

/** What it does, where a step says that better than the kind of its files. */
export function iconOf({ recipe, kind }: KnownRecipe): IconName {
  if (!recipe) return icons[kind]
  const calls = callsIn([...recipe.steps, ...recipe.outputs.flatMap(({ steps }) => steps)])
  const telling = telltales.find(([pattern]) => calls.some(({ step }) => pattern.test(step)))?.[1]
  const onlyMoves = calls.length === 0 && recipe.originals.act === 'move'
  return telling ?? (onlyMoves ? 'tag' : icons[kind])
}

const telltales: [step: RegExp, icon: IconName][] = [
  [/^secret\./, 'lock'],
  [/^archive\./, 'archive'],
  [/\.(merge|join)$/, 'merge'],
  [/checksum/, 'hash'],
]

export function RecipesProvider({ children }: { children: ReactNode }) {
  const version = useMirror(({ recipesVersion }) => recipesVersion)
  const { value, askAgain: reload } = useAnswer('recipe.list', {}, version)
  const rows = value?.recipes
  const read = useReadRecipes(rows)
  const { words } = useTexts()
  const known = useMemo(
    () =>
      rows?.map((row) => {
        const recipe = read.get(row.name) ?? null
        return { named: row.title, row: spoken(row, words), recipe, kind: kindOf(recipe) }
      }),
    [rows, read, words],
  )
  const recipes = useMemo(() => ({ known, reload }), [known, reload])
  return <RecipesContext.Provider value={recipes}>{children}</RecipesContext.Provider>
}

function useReadRecipes(rows: readonly RecipeRow[] | undefined): ReadonlyMap<string, Recipe> {
  const { link } = useFace()
  const [read, setRead] = useState<ReadonlyMap<string, Recipe>>(new Map())
  useEffect(() => {
    if (!rows) return
    const leaving = new AbortController()
    const { signal } = leaving
    const readOne = async ({ name }: RecipeRow) => {
      const { recipe } = await link.ask('recipe.get', { recipe: name }, { signal })
      return recipe ? ([[name, recipe]] as const) : []
    }
    void Promise.all(rows.map((row) => readOne(row).catch(() => []))).then((all) => {
      if (!signal.aborted) setRead(new Map(all.flat()))
    })
    return () => leaving.abort()
  }, [link, rows])
  return read
}

const kinds: [RegExp, RecipeKind][] = [
  [/^image\/|\.(jpe?g|png|webp|heic|tiff?|gif|avif)$/i, 'images'],
  [/pdf/i, 'pdf'],
  [/csv|parquet|json|sheet|excel|\.(xlsx?|tsv)$/i, 'data'],
  [/^(video|audio)\//i, 'media'],
]

export function kindOf(recipe: Recipe | null): RecipeKind {
  const [first] = recipe?.accepts ?? []
  return kinds.find(([pattern]) => first && pattern.test(first.match))?.[1] ?? 'files'
}
