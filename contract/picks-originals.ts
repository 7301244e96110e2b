import type { Recipe, RecipeStep } from './recipe.ts'

/** Whether originals leave their places and a step says which: the others stay. `isPicking`: of a step, by its name. */
export function picksOriginals(
  { originals, steps, outputs }: Pick<Recipe, 'originals' | 'steps' | 'outputs'>,
  isPicking: (step: string) => boolean,
): boolean {
  const picks = (step: RecipeStep): boolean =>
    step.kind === 'step' ? isPicking(step.call.step) : step.steps.some(picks)
  return originals.act !== 'keep' && [...steps, ...outputs.flatMap((output) => output.steps)].some(picks)
}
