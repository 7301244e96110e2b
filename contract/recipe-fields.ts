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
