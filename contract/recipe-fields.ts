/** A recipe written by a person has a few kilobytes; whatever is larger is no recipe. */
export const maxRecipeLetters = 64 * 1024

/** What a recipe is made of, in the order people write it. */
export const recipeFields = [
  'millrace',
  'name',
  'summary',
  'accepts',
  'companions',
  'steps',
  'output',
  'outputs',
  'conflict',
  'originals',
  'keep',
  'portable',
  'zone',
] as const
