import { z } from 'zod'
import type { Recipe, RecipeProblem } from './recipe.ts'
import type { StepDescriptor } from './step.ts'

/** Recipes and the steps they are made of. */
export const recipeCommands = {
  'recipe.list': z.object({}),
  /** The text of a recipe and, when it is sound, the recipe. */
  'recipe.get': z.object({ recipe: z.string().min(1) }),
  'recipe.check': z.object({ text: z.string() }),
  'step.list': z.object({}),
} as const

export interface RecipeRow {
  name: string
  title: string
  summary: string
  builtIn: boolean
  path: string
  problems: RecipeProblem[]
}

export interface RecipeAnswers {
  'recipe.list': { recipes: RecipeRow[] }
  'recipe.get': { text: string; recipe: Recipe | null; problems: RecipeProblem[] }
  'recipe.check': { problems: RecipeProblem[] }
  'step.list': { steps: StepDescriptor[] }
}
