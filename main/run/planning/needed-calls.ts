import { compileCondition, conditionHolds, type Test } from '../../../contract/condition.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import type { StepCall } from '../../../contract/step.ts'

interface ConditionalCall {
  call: StepCall
  /** Of every `when` around it. */
  tests: Test[]
}

/** Which steps of a recipe files come to, as far as what is known of them beforehand tells. */
export class NeededCalls {
  readonly #calls: readonly ConditionalCall[]
  readonly #open: Set<ConditionalCall>
  #hasMet = false

  constructor({ steps, outputs }: Pick<Recipe, 'steps' | 'outputs'>) {
    this.#calls = [{ steps }, ...outputs].flatMap((list) => list.steps.flatMap((step) => callsIn(step, [])))
    this.#open = new Set(this.#calls)
  }

  /** A file that is to run. */
  meet(facts: Facts): void {
    this.#hasMet = true
    for (const each of this.#open) if (conditionHolds(each.tests, facts) !== false) this.#open.delete(each)
  }

  /** In the order of the recipe, without those whose conditions hold for none of the files; all of them where no file was met. */
  get calls(): StepCall[] {
    const needed = this.#hasMet ? this.#calls.filter((each) => !this.#open.has(each)) : this.#calls
    return needed.map(({ call }) => call)
  }
}

function callsIn(step: RecipeStep, outer: Test[]): ConditionalCall[] {
  if (step.kind === 'step') return [{ call: step.call, tests: outer }]
  const tests = [...outer, ...compileCondition(step.condition)]
  return step.steps.flatMap((inner) => callsIn(inner, tests))
}
