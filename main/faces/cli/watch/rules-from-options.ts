import { isAbsolute } from 'node:path'
import { Fault } from '../../../../contract/fault.ts'
import { conflictModes } from '../../../../contract/recipe.ts'
import { gatherRule, type WatchRules, watchRules } from '../../../../contract/watch-rules.ts'
import { existingModes, watchKinds, watchOrders } from '../../../../contract/watch-words.ts'
import { absolutePath, recipeArgument } from '../arguments.ts'
import { always, byQuiet, type Schedule } from './usual-rules.ts'

type Options = Record<string, unknown>
type Rules = Partial<WatchRules>

const { settleMs, patienceMs, depth } = watchRules().shape
const group = gatherRule().shape
/** What a number may be, by its option. */
const bounded = {
  settle: { flag: '--settle', rule: settleMs, hint: 'Write a time from 100ms to 1h.' },
  patience: { flag: '--patience', rule: patienceMs, hint: 'Write a time from 1s to 24h.' },
  depth: { flag: '--depth', rule: depth, hint: 'Write a number from 0 to 64.' },
  groupCount: { flag: '--group-count', rule: group.count, hint: 'Write a number from 1 to 10000.' },
  groupSize: { flag: '--group-size', rule: group.bytes, hint: 'Write at least one byte.' },
  groupQuiet: { flag: '--group-quiet', rule: group.quietMs, hint: 'Write a time from 1s to 24h.' },
}

/**
 * Only the rules that were said, as the contract has them; of a rule that is said in part the rest is as it was `before`. Fault `usage-wrong` names
 * the option that cannot be.
 */
export function rulesFromOptions(
  options: Options,
  cwd: string,
  before: Pick<WatchRules, 'schedule' | 'gather'> = { schedule: null, gather: null },
): Rules {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const number = (name: string): number | undefined => (typeof options[name] === 'number' ? options[name] : undefined)
  const within = (name: keyof typeof bounded): number | undefined => inBounds(number(name), bounded[name])
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
    depth: within('depth'),
    followLinks: options['followLinks'] === true ? true : undefined,
    settleMs: within('settle'),
    patienceMs: within('patience'),
    schedule: partly({ ...spanOf(text('hours')), days: daysOf(text('days')) }, before.schedule ?? always),
    order: watchOrders.find((order) => order === options['order']),
    gather: partly(
      { count: within('groupCount'), bytes: within('groupSize'), quietMs: within('groupQuiet') },
      before.gather ?? byQuiet,
    ),
    originals: originalsOf(text('originals')),
    conflict: conflictModes.find((mode) => mode === options['conflict']),
  })
}

function inBounds(value: number | undefined, { flag, rule, hint }: Bound): number | undefined {
  return value === undefined || rule.safeParse(value).success ? value : wrong(flag, hint)
}

type Bound = (typeof bounded)[keyof typeof bounded]

type Sayings<T> = { [K in keyof T]?: T[K] | undefined }

function said<T extends object>(sayings: Sayings<T>): Partial<T> {
  return Object.fromEntries(Object.entries(sayings).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** Nothing where nothing of it was said. */
function partly<T extends object>(sayings: Sayings<T>, rest: T): T | undefined {
  const parts = said<T>(sayings)
  return Object.keys(parts).length === 0 ? undefined : { ...rest, ...parts }
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

function spanOf(hours: string | undefined): Pick<Schedule, 'from' | 'to'> | undefined {
  if (hours === undefined) return undefined
  const time = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d`
  const [, from, to] = new RegExp(`^(${time})-(${time})$`).exec(hours) ?? []
  if (!from || !to) return wrong('--hours', 'Write it as 22:00-06:00.')
  return { from: from.padStart(5, '0'), to: to.padStart(5, '0') }
}

function daysOf(text: string | undefined): number[] | undefined {
  const days = text?.split(',').flatMap((part) => {
    const [, first, last = first] = /^([1-7])(?:-([1-7]))?$/.exec(part.trim()) ?? []
    if (first === undefined) return wrong('--days', 'Write it as 1-5 or 6,7; 1 is Monday.')
    // From a later day to an earlier one goes over the weekend.
    const count = ((Number(last) - Number(first) + 7) % 7) + 1
    return Array.from({ length: count }, (_, at) => ((Number(first) - 1 + at) % 7) + 1)
  })
  return days && [...new Set(days)].sort((a, b) => a - b)
}

function originalsOf(text: string | undefined): WatchRules['originals'] | undefined {
  if (text === undefined) return undefined
  if (text === 'keep' || text === 'vault' || text === 'replace') return { act: text }
  const folder = text.startsWith('move:') ? text.slice('move:'.length) : ''
  if (folder === '') return wrong('--originals', 'Write keep, vault, replace, or move: and a folder.')
  if (isAbsolute(folder) || folder.startsWith('~/'))
    return wrong('--originals', 'The folder behind move: lies in the output folder: write move:old, say.')
  return { act: 'move', folder }
}

function wrong(subject: string, why: string): never {
  throw new Fault('usage-wrong', { subject, why })
}
