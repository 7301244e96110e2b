import { quoted } from './did-you-mean.ts'
import { pictureFacts } from './facts.ts'
import { parseGlob } from './glob.ts'
import { type ConditionContext, parseCondition } from './parse-condition.ts'
import type { Accept, Condition } from './recipe.ts'
import type { Spot } from './recipe-spot.ts'

/** Reads what a recipe takes: globs on names or media types, or `{ match: …, where: { size: ">2MB" } }`. */
export function parseAccepts(spot: Spot | undefined, context: ConditionContext): Accept[] {
  return (spot?.items() ?? []).map((item) => {
    if (!item.isMapping) return { match: parseMatch(item), where: {} }
    const { match, where } = item.fields(['match', 'where'])
    if (match === undefined && where === undefined) item.refuse('Say what is taken with `match` or `where`.')
    return { match: match ? parseMatch(match) : '*', where: where ? parseWhere(where, context) : {} }
  })
}

/** What only steps find out would keep nothing out. */
function parseWhere(spot: Spot, context: ConditionContext): Condition {
  for (const { key, name } of spot.entries())
    if (context.facts.get(name)?.when === 'late' && !pictureFacts.includes(name))
      key.refuse(
        `${quoted(name)} is known only of what a step has made; \`where\` asks about files before the first step.`,
      )
  return parseCondition(spot, context)
}

function parseMatch(spot: Spot): string {
  const match = spot.text()
  const parsed = match === '' && !spot.isText ? undefined : parseGlob(match)
  if (parsed !== undefined && 'problem' in parsed) spot.refuse(parsed.problem)
  return match
}
