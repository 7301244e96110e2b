import fc from 'fast-check'
import { conflictModes } from '../../contract/recipe.ts'
import { fileTree } from './file-trees.ts'
import { recipeText } from './recipe-texts.ts'

/** What a story of a run begins with, for a record: results that are there before, files, a recipe, and what becomes of a name that is taken. */
export const runStory = {
  before: fileTree('out', 4),
  files: fileTree('in', 6),
  text: recipeText,
  conflict: fc.constantFrom(...conflictModes),
}
