import { Fault } from '../../../../contract/fault.ts'
import { conflictModes } from '../../../../contract/recipe.ts'
import { existingModes, type WatchRules, watchKinds, watchOrders } from '../../../../contract/watch-rules.ts'
import { absolutePath, recipeArgument } from '../arguments.ts'

type Options = Record<string, unknown>
type Rules = Partial<WatchRules>

/** Only the rules that were said, as the contract has them. Fault `usage-wrong` names the option that cannot be. */
export function rulesFromOptions(options: Options, cwd: string): Rules {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const number = (name: string): number | undefined => (typeof options[name] === 'number' ? options[name] : undefined)
  const recipe = text('recipe')
  const out = text('out')
  return said({
    recipe: recipe && recipeArgument(recipe, cwd),
    out: out && absolutePath(out, cwd),
    name: text('name'),
    existing: existingModes.find((mode) => mode === options['existing']),
    only: listOf(text('only')),
    leaveOut: listOf(text('leaveOut')),
    kinds: kindsOf(listOf(text('kinds'))),
    minBytes: number('minSize'),
    maxBytes: number('maxSize'),
    minAgeMs: number('minAge'),
    maxAgeMs: number('maxAge'),
    depth: number('depth'),
    followLinks: options['followLinks'] === true ? true : undefined,
    settleMs: number('settle'),
    patienceMs: number('patience'),
    schedule: scheduleOf(text('hours'), text('days')),
    order: watchOrders.find((order) => order === options['order']),
    gather: gatherOf({ count: number('groupCount'), bytes: number('groupSize'), quietMs: number('groupQuiet') }),
    originals: originalsOf(text('originals')),
    conflict: conflictModes.find((mode) => mode === options['conflict']),
  })
}

function said(rules: { [K in keyof WatchRules]?: WatchRules[K] | undefined }): Rules {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}

function listOf(text: string | undefined): string[] | undefined {
  // A comma in braces is part of a pattern.
  return text
    ?.split(/,(?![^{]*\})/)
    .map((each) => each.trim())
    .filter(Boolean)
}

function kindsOf(names: string[] | undefined): WatchRules['kinds'] | undefined {
  return names?.map(
    (name) =>
      watchKinds.find((kind) => kind === name) ?? wrong('--kinds', `${name} is none of ${watchKinds.join(', ')}.`),
  )
}

function scheduleOf(hours: string | undefined, days: string | undefined): WatchRules['schedule'] | undefined {
  if (hours === undefined && days === undefined) return undefined
  const time = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d`
  const [, from, to] = new RegExp(`^(${time})-(${time})$`).exec(hours ?? '00:00-00:00') ?? []
  if (!from || !to) return wrong('--hours', 'Write it as 22:00-06:00.')
  return { from: from.padStart(5, '0'), to: to.padStart(5, '0'), days: daysOf(days ?? '1-7') }
}

function daysOf(text: string): number[] {
  const days = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^([1-7])(?:-([1-7]))?$/.exec(part.trim()) ?? []
    if (first === undefined) return wrong('--days', 'Write it as 1-5 or 6,7; 1 is Monday.')
    // From a later day to an earlier one goes over the weekend.
    const count = ((Number(last) - Number(first) + 7) % 7) + 1
    return Array.from({ length: count }, (_, at) => ((Number(first) - 1 + at) % 7) + 1)
  })
  return [...new Set(days)].sort((a, b) => a - b)
}

type Gather = NonNullable<WatchRules['gather']>

function gatherOf({ count, bytes, quietMs }: { [K in keyof Gather]: number | undefined }): Gather | undefined {
  if (count === undefined && bytes === undefined && quietMs === undefined) return undefined
  return { count: count ?? null, bytes: bytes ?? null, quietMs: quietMs ?? 60_000 }
}

function originalsOf(text: string | undefined): WatchRules['originals'] | undefined {
  if (text === undefined) return undefined
  if (text === 'keep' || text === 'vault' || text === 'replace') return { act: text }
  const folder = text.startsWith('move:') ? text.slice('move:'.length) : ''
  return folder === ''
    ? wrong('--originals', 'Write keep, vault, replace, or move: and a folder.')
    : { act: 'move', folder }
}

function wrong(subject: string, why: string): never {
  throw new Fault('usage-wrong', { subject, why })
}
