import { parseTest } from './condition.ts'
import { didYouMean, quoted } from './did-you-mean.ts'
import { whyNever } from './fact-words.ts'
import type { KnownFacts } from './facts.ts'
import type { Condition } from './recipe.ts'
import type { Spot } from './recipe-spot.ts'

export interface ConditionContext {
  facts: KnownFacts
  /** It stands in the recipe of an earlier run, which is read as it was then, whatever would be refused today. */
  recorded?: boolean | undefined
}

/** Reads a condition such as `{ width: ">1200", ext: "jpg|png" }`; values may be numbers. */
export function parseCondition(spot: Spot, context: ConditionContext): Condition {
  const { facts } = context
  const entries = spot.entries()
  if (spot.isMapping && entries.length === 0) spot.refuse('A condition needs a test, such as `width: ">1200"`.')
  const condition: Condition = {}
  for (const { key, name, value } of entries) {
    if (!facts.has(name)) {
      key.refuse(`There is nothing called ${quoted(name)} to ask for.${didYouMean(name, facts.keys())}`)
      continue
    }
    const { isText, number } = value
    const text = number === undefined ? value.text() : String(number)
    // What is neither has been refused already.
    const why = isText || number !== undefined ? problemOf(name, text, context) : undefined
    if (why !== undefined) value.refuse(why)
    condition[name] = text
  }
  return condition
}

function problemOf(fact: string, text: string, { facts, recorded }: ConditionContext): string | undefined {
  const parsed = parseTest(fact, text, facts)
  if ('problem' in parsed) return parsed.problem
  return recorded ? undefined : whyNever(parsed.test)
}
