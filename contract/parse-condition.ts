import { parseTest } from './condition.ts'
import { didYouMean, quoted } from './did-you-mean.ts'
import type { KnownFacts } from './facts.ts'
import type { Condition } from './recipe.ts'
import type { Spot } from './recipe-spot.ts'

/** Reads a condition such as `{ width: ">1200", ext: "jpg|png" }`; values may be numbers. */
export function parseCondition(spot: Spot, facts: KnownFacts): Condition {
  const entries = spot.entries()
  if (spot.isMapping && entries.length === 0) spot.refuse('A condition needs a test, such as `width: ">1200"`.')
  const condition: Condition = {}
  for (const { key, name, value } of entries) {
    if (!facts.has(name)) {
      key.refuse(`There is nothing called ${quoted(name)} to ask for.${didYouMean(name, facts.keys())}`)
      continue
    }
    const text = value.number === undefined ? value.text() : String(value.number)
    const parsed = text === '' ? undefined : parseTest(name, text, facts)
    if (parsed !== undefined && 'problem' in parsed) value.refuse(parsed.problem)
    condition[name] = text
  }
  return condition
}
