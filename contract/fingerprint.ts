import type { Recipe, RecipeStep } from './recipe.ts'
import type { StepSchemas } from './step-schema.ts'

export type UnsignedRecipe = Omit<Recipe, 'fingerprint'>

/**
 * What decides a recipe's results, as one text: steps with their versions and all options, outputs, and what becomes of
 * originals, times and names. Not its name, summary, comments, conflict mode, nor what it accepts.
 */
export function canonicalText(recipe: UnsignedRecipe, steps: StepSchemas): string {
  const { outputs, companions, originals, keep, portable, zone } = recipe
  const versioned = (each: RecipeStep): unknown =>
    each.kind === 'step'
      ? { ...each.call, version: steps.get(each.call.step)?.descriptor.version ?? 0 }
      : { when: each.condition, do: each.steps.map(versioned) }
  return canonicalJson({
    steps: recipe.steps.map(versioned),
    outputs: outputs.map((branch) => ({ ...branch, steps: branch.steps.map(versioned) })),
    ...(companions === 'none' ? {} : { companions }),
    originals,
    keep: [...keep].sort(),
    portable,
    zone,
  })
}

/** JSON with the keys of every object in order of code units, so that equal values are equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
