import { z } from 'zod'
import { builtOnce } from './built-once.ts'
import { pathField } from './path-field.ts'
import type { Recipe, RecipeProblem } from './recipe.ts'
import type { StepDescriptor } from './step.ts'

const name = builtOnce(() => pathField.describe('name of a recipe'))
/** Longer texts are refused with their reason when they are read. */
const text = builtOnce(() => z.string().max(1_000_000))

/** Recipes and the steps they are made of. */
export const recipeCommands = {
  'recipe.list': () => z.object({}),
  /** The text of a recipe and, when it is sound, the recipe. */
  'recipe.get': () => z.object({ recipe: pathField }),
  'recipe.check': () => z.object({ text: z.string() }),
  /**
   * Keeps a text as an own recipe. `recipe` null makes a new one under its own name; a built-in one is never written to, a copy that says where it
   * came from is made in its stead. `was` is the text the person began with: fault `recipe-changed` when somebody has saved another one meanwhile.
   */
  'recipe.save': () => z.object({ recipe: name().nullable(), text: text(), was: text().nullable() }),
  'recipe.duplicate': () => z.object({ recipe: name() }),
  /** Gives an own recipe another title; what it is called by stays. */
  'recipe.rename': () => z.object({ recipe: name(), title: z.string().trim().min(1).max(200) }),
  /** Puts an own recipe aside; `recipe.restore` brings it back. */
  'recipe.remove': () => z.object({ recipe: name() }),
  'recipe.restore': () => z.object({ removed: pathField.max(300) }),
  'recipe.export': () => z.object({ recipe: name() }),
  /** What a recipe file would do and what it asks for; nothing is kept. */
  'recipe.look': () => z.object({ text: text(), fileName: z.string().max(300) }),
  /** Keeps a recipe file. Steps whose request is not in `allow` are turned off; `replace` takes the place of an own recipe of the same name. */
  'recipe.import': () =>
    z.object({
      text: text(),
      fileName: z.string().max(300),
      taken: z.enum(['both', 'replace']).default('both'),
      allow: z.array(z.string()).max(100).default([]),
    }),
  /** Who uses which recipe, and when it last ran. */
  'recipe.uses': () => z.object({}),
  'step.list': () => z.object({}),
} as const

export interface RecipeRow {
  name: string
  title: string
  summary: string
  builtIn: boolean
  path: string
  /** The built-in recipe it was copied from, or null. */
  origin: string | null
  changedMs: number
  problems: RecipeProblem[]
}

/** Something of the person's computer a recipe from elsewhere names: it is used only once they have allowed it. */
export interface RecipeRequest {
  /** What `recipe.import` is told to allow it. */
  id: string
  kind: 'program' | 'path' | 'secret'
  /** Name of the step. */
  step: string
  /** The program and its arguments word by word, or the one path or name. */
  words: string[]
}

export interface RecipeLook {
  title: string
  recipe: Recipe | null
  problems: RecipeProblem[]
  requests: RecipeRequest[]
  /** The recipe that has this name already. */
  taken: RecipeRow | null
}

export interface RecipeUse {
  /** Name of the recipe. */
  recipe: string
  watches: { id: string; title: string }[]
  /** The newest run of those still in the history; null when there is none. */
  last: { batchId: string; startedMs: number; files: number; failed: number; live: boolean } | null
}

export interface RecipeAnswers {
  'recipe.list': { recipes: RecipeRow[] }
  'recipe.get': { text: string; recipe: Recipe | null; problems: RecipeProblem[] }
  /** `requests` is what its steps name of the computer, as far as the text can be read. */
  'recipe.check': { recipe: Recipe | null; problems: RecipeProblem[]; requests: RecipeRequest[] }
  'recipe.save': { recipe: RecipeRow; text: string }
  'recipe.duplicate': { recipe: RecipeRow }
  'recipe.rename': { recipe: RecipeRow }
  'recipe.remove': { removed: string }
  'recipe.restore': { recipe: RecipeRow }
  'recipe.export': { fileName: string; text: string }
  'recipe.look': RecipeLook
  'recipe.import': { recipe: RecipeRow }
  'recipe.uses': { uses: RecipeUse[] }
  'step.list': { steps: StepDescriptor[] }
}
