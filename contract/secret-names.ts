import type { Recipe, RecipeStep } from './recipe.ts'
import type { StepCall } from './step.ts'

/** The secrets a recipe needs, by name: the values of every step's `secret` option. Sorted, each once. */
export function secretNamesOf({ steps, outputs }: Pick<Recipe, 'steps' | 'outputs'>): string[] {
  const calls = [...steps, ...outputs.flatMap((branch) => branch.steps)].flatMap(callsOf)
  const names = calls.map(({ options }) => options.secret).filter((name) => typeof name === 'string')
  return [...new Set(names)].toSorted()
}

function callsOf(step: RecipeStep): StepCall[] {
  return step.kind === 'step' ? [step.call] : step.steps.flatMap(callsOf)
}
