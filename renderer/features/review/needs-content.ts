import { takesEmptyFiles } from '../../../contract/empty-files.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import type { StepDescriptor } from '../../../contract/step.ts'

/**
 * Whether a recipe can make nothing of a file that holds nothing. The engine has the last word: steps under a condition may be left out, and what takes
 * files together may take empty ones too.
 */
export function needsContent(
  { steps, outputs }: Pick<Recipe, 'steps' | 'outputs'>,
  known: readonly Pick<StepDescriptor, 'name' | 'shape'>[],
): boolean {
  const gathers = new Set(known.flatMap(({ name, shape }) => (shape === 'gather' ? [name] : [])))
  const all = [...steps, ...outputs.flatMap((output) => output.steps)]
  const gather = all.findIndex((step) => gathers.has(calledBy(step)))
  return all.slice(0, gather === -1 ? all.length : gather).some(isInNeed)
}

function calledBy(step: RecipeStep): string {
  return step.kind === 'step' ? step.call.step : ''
}

/** Steps are called `family.name`. */
function isInNeed(step: RecipeStep): boolean {
  const [family = ''] = calledBy(step).split('.')
  return family !== '' && !takesEmptyFiles(family)
}
