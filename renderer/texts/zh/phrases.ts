import { archiveReasons } from './phrases/archive-reasons.ts'
import { choices } from './phrases/choices.ts'
import { engineReasons } from './phrases/engine-reasons.ts'
import { faults } from './phrases/faults.ts'
import { fileReasons } from './phrases/file-reasons.ts'
import { options } from './phrases/options.ts'
import { recipeProblems } from './phrases/recipe-problems.ts'
import { recipes as ofRecipes } from './phrases/recipes.ts'
import { stepReasons } from './phrases/step-reasons.ts'
import { steps } from './phrases/steps.ts'
import { subjects } from './phrases/subjects.ts'
import { watchReasons } from './phrases/watch-reasons.ts'

/** What the engine says in English, in Chinese. Parts in braces are data; a test finds every phrase that is missing or not said any more. */
export const phrases: Readonly<Record<string, string>> = {
  ...steps,
  ...options,
  ...choices,
  ...ofRecipes,
  ...faults,
  ...fileReasons,
  ...archiveReasons,
  ...stepReasons,
  ...engineReasons,
  ...watchReasons,
  ...recipeProblems,
  ...subjects,
}

/** Titles and summaries of the recipes that come with Millrace. */
export const recipes: Readonly<Record<string, string>> = ofRecipes
