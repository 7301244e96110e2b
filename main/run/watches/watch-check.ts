import type { WatchCheck, WatchProblem } from '../../../contract/watch.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { Fault } from '../../../contract/fault.ts'
import { parseGlob } from '../../../contract/glob.ts'
import { filterOf } from '../../intake/watch/filter.ts'
import type { Operations } from '../../io/operations.ts'
import { isWithin } from '../../io/paths.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { EngineParts } from '../batch-context.ts'
import type { IoLane } from '../lanes/io.ts'
import { cycleThrough, type Flow } from './watch-cycles.ts'
import type { WatchRecord } from './watch-record.ts'
import { watchOpensPackages } from './watch-packages.ts'
import type { WatchRooms } from './watch-rooms.ts'
import { nameOfWatch } from './watch-status.ts'

type Rooms = Pick<WatchRooms, 'parts' | 'recipe' | 'leaveOut' | 'maxDepth'>

/** What saving a watch would meet, and how many files are there. */
export async function checkWatch(
  rooms: Rooms,
  record: WatchRecord,
  others: readonly WatchRecord[],
): Promise<WatchCheck> {
  const found = await soundnessOf(rooms, record, others)
  const nothing = { files: 0, bytes: 0, more: false }
  return { ...found, existing: found.problems.length === 0 ? await countExisting(rooms, record.rules) : nothing }
}

/** Fault `usage-wrong` or `output-in-input` when a watch must not be saved. */
export async function requireSound(rooms: Rooms, record: WatchRecord, others: readonly WatchRecord[]): Promise<void> {
  const { problems, cycle } = await soundnessOf(rooms, record, others)
  const { out, folder } = record.rules
  if (problems.length > 0) {
    const why = problems.map(({ field, message }) => `${field}: ${message}`).join('\n')
    throw new Fault('usage-wrong', { subject: `${folder} cannot be watched like this`, why })
  }
  if (cycle.length === 0) return
  const why = `Results would go round in a circle: ${cycle.join(' → ')}.`
  throw new Fault('output-in-input', { subject: out, why })
}

async function soundnessOf(
  rooms: Rooms,
  record: WatchRecord,
  others: readonly WatchRecord[],
): Promise<Omit<WatchCheck, 'existing'>> {
  const { rules } = record
  const problems = [...patternProblems(rules), ...sizeProblems(rules), ...(await placeProblems(rooms, rules))]
  const flow = await flowOf(rooms.parts, record)
  const flows = await Promise.all(others.map((other) => flowOf(rooms.parts, other)))
  const cycle = cycleThrough(flow, flows)
  return { problems, cycle, notes: notesOf(flow, rules) }
}

async function flowOf({ io }: EngineParts, record: WatchRecord): Promise<Flow> {
  const { id, rules } = record
  const [folder, out] = await Promise.all([rules.folder, rules.out].map((path) => io.call('resolved', path)))
  return { id, name: nameOfWatch(record), folder: folder ?? rules.folder, out: out ?? rules.out, depth: rules.depth }
}

function notesOf({ folder, out }: Flow, { originals }: WatchRules): string[] {
  const inside = 'The recipe saves into this folder. Millrace knows its own files and will not process them again.'
  const replaced = 'Originals are taken out of the folder once their results are safe; undo brings them back.'
  return [...(isWithin(folder, out) ? [inside] : []), ...(originals && originals.act !== 'keep' ? [replaced] : [])]
}

function patternProblems({ only, leaveOut }: WatchRules): WatchProblem[] {
  const of = (field: string, patterns: string[]): WatchProblem[] =>
    patterns.flatMap((pattern) => {
      const parsed = parseGlob(pattern)
      return 'problem' in parsed ? [{ field, message: `${pattern}: ${parsed.problem}` }] : []
    })
  return [...of('only', only), ...of('leaveOut', leaveOut)]
}

function sizeProblems({ minBytes, maxBytes, minAgeMs, maxAgeMs }: WatchRules): WatchProblem[] {
  const problems: WatchProblem[] = []
  if (minBytes !== null && maxBytes !== null && minBytes > maxBytes)
    problems.push({ field: 'maxBytes', message: 'No file can be larger than one bound and smaller than the other.' })
  if (minAgeMs !== null && maxAgeMs !== null && minAgeMs > maxAgeMs)
    problems.push({ field: 'maxAgeMs', message: 'No file can be older than one bound and younger than the other.' })
  return problems
}

async function placeProblems({ parts, recipe }: Rooms, rules: WatchRules): Promise<WatchProblem[]> {
  const attempts: [string, () => Promise<unknown>][] = [
    ['folder', () => requireFolder(parts, rules.folder)],
    ['recipe', () => recipe(rules)],
    ['out', () => requireRoom(parts, rules.out)],
  ]
  const problems: WatchProblem[] = []
  for (const [field, attempt] of attempts) {
    try {
      await attempt()
    } catch (error) {
      problems.push({ field, message: Fault.from(error, field).message })
    }
  }
  return problems
}

async function requireFolder({ io }: EngineParts, folder: string): Promise<void> {
  const root = await io.call('rootState', folder)
  if (root === 'there') return
  if (root === 'not-permitted') throw new Fault('not-permitted', { subject: folder })
  if (root === 'not-a-folder') throw new Fault('usage-wrong', { subject: folder, why: 'It is not a folder.' })
  throw new Fault('file-missing', { subject: folder })
}

/** An output folder is made when it is needed; whatever stands in its place is said at once. */
async function requireRoom({ io }: EngineParts, out: string): Promise<void> {
  if ((await io.call('rootState', out)) === 'not-a-folder')
    throw new Fault('usage-wrong', { subject: out, why: 'There is a file of that name.' })
}

const mostCounted = 100_000

async function countExisting(rooms: Rooms, rules: WatchRules): Promise<WatchCheck['existing']> {
  const { parts, leaveOut, maxDepth } = rooms
  const takes = filterOf(rules)
  const found = sightings(parts.io.pinned(), {
    place: { path: rules.folder, relative: '', depth: 0 },
    options: {
      leaveOut: await leaveOut(rules),
      closed: [rules.out, parts.stateFolder],
      depth: rules.depth ?? maxDepth,
      followLinks: rules.followLinks,
      opensPackages: await watchOpensPackages(rules, rooms),
    },
  })
  let files = 0
  let bytes = 0
  for await (const chunk of found) {
    for (const { identity } of chunk.filter((each) => takes(each, parts.clock.nowMs()))) {
      files++
      bytes += identity.sizeBytes
    }
    if (files >= mostCounted) return { files, bytes, more: true }
  }
  return { files, bytes, more: false }
}

/** All files of a survey, a chunk at a time. The thread that opened it has to be asked for the rest. */
async function* sightings(
  port: Pick<IoLane, 'call'>,
  survey: Parameters<Operations['surveyOpen']>[0],
): AsyncGenerator<Sighting[]> {
  const id = await port.call('surveyOpen', survey)
  try {
    for (;;) {
      const chunk = await port.call('surveyNext', id)
      if (chunk.length === 0) return
      yield chunk
    }
  } finally {
    await port.call('surveyClose', id)
  }
}
