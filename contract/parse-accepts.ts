import { nearest, quoted } from './did-you-mean.ts'
import { pictureFacts } from './facts.ts'
import { type Glob, parseGlob } from './glob.ts'
import { type ConditionContext, parseCondition } from './parse-condition.ts'
import type { Accept, Condition } from './recipe.ts'
import type { Spot } from './recipe-spot.ts'

/** Reads what a recipe takes: globs on names or media types, or `{ match: …, where: { size: ">2MB" } }`. */
export function parseAccepts(spot: Spot | undefined, context: ConditionContext): Accept[] {
  return (spot?.items() ?? []).map((item) => {
    if (!item.isMapping) return { match: parseMatch(item, context.recorded), where: {} }
    const { match, where } = item.fields(['match', 'where'])
    if (match === undefined && where === undefined) item.refuse('Say what is taken with `match` or `where`.')
    return { match: match ? parseMatch(match, context.recorded) : '*', where: where ? parseWhere(where, context) : {} }
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

/** The first words of media types, of which a file has no other but of those that begin with `x-`. https://www.iana.org/assignments/media-types */
const typeWords = [
  'image',
  'video',
  'audio',
  'text',
  'application',
  'font',
  'message',
  'model',
  'multipart',
  'chemical',
]

/** What has a slash is about the media type: of a kind that there is not, no file is. */
function whyNoType({ source, alternatives }: Glob): string | undefined {
  if (!source.includes('/')) return undefined
  const words = alternatives.map((each) => each.split('/')[0] ?? '')
  const unknown = words.find((word) => !/[*?]|^x-/.test(word) && !typeWords.includes(word))
  if (unknown === undefined) return undefined
  const near = nearest(unknown, typeWords)
  const meant =
    near === undefined
      ? 'With a `/` it is about the media type, such as `image/*`; without one about the name, such as `*.jpg`.'
      : `Did you mean ${quoted(`${near}/*`)}?`
  return `No file is of the type ${quoted(source)}. ${meant}`
}

function parseMatch(spot: Spot, recorded: boolean | undefined): string {
  const match = spot.text()
  const parsed = match === '' && !spot.isText ? undefined : parseGlob(match)
  if (parsed !== undefined && 'problem' in parsed) spot.refuse(parsed.problem)
  const why = parsed !== undefined && 'glob' in parsed && !recorded ? whyNoType(parsed.glob) : undefined
  if (why !== undefined) spot.refuse(why)
  return match
}
