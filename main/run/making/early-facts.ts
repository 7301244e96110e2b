import { type Facts, pictureFacts } from '../../../contract/facts.ts'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import type { Recipe, RecipeStep } from '../../../contract/recipe.ts'
import type { InspectTask } from '../../../contract/task.ts'
import { retry } from '../../async/backoff.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'

/** Facts that only the opened file tells: looked for only when a name or a condition of the recipe needs one. */
const inside = ['date', 'date-source', 'created', 'camera']
/** Files looked into by one call of a thread. */
const callMost = 32

/** Does the recipe need to know what only the files themselves tell? */
export function needsInspection({
  names,
  movedTo,
  recipe,
  course,
}: Pick<BatchContext, 'names' | 'movedTo' | 'recipe' | 'course'>): boolean {
  const templates = [...names, movedTo].flatMap(({ folder, name }) => [folder, name])
  const asked = [
    ...templates.flatMap(({ facts }) => facts),
    ...(course.gathering?.grouping.key?.facts ?? []),
    ...recipe.accepts.flatMap(({ where }) => Object.keys(where)),
    ...[recipe, ...recipe.outputs].flatMap(({ steps }) => steps.flatMap(conditionFacts)),
  ]
  return measuresPictures({ names, recipe }) || asked.some((fact) => inside.includes(fact))
}

type Asker = Pick<BatchContext, 'names'> & { recipe: Pick<Recipe, 'accepts'> }

/** Does it depend on how large a picture is whether it is taken, or how it is called? */
function measuresPictures({ recipe: { accepts }, names }: Asker): boolean {
  return namesMeasures(names) || accepts.some(({ where }) => pictureFacts.some((fact) => fact in where))
}

/** Does a name ask how large the file's own picture is, and not that of a result? */
function namesMeasures(names: BatchContext['names']): boolean {
  return names.some(({ name: { facts, lateFacts } }) =>
    facts.some((fact) => pictureFacts.includes(fact) && !lateFacts.includes(fact)),
  )
}

/**
 * Without what tells only whether a file is taken: names of results and the conditions of steps ask how large the picture is that they have in
 * hand. Where files are named as they are, it stays.
 */
export function withoutMeasures(facts: Facts, { names }: Pick<BatchContext, 'names'>): Facts {
  if (namesMeasures(names) || !pictureFacts.some((fact) => fact in facts)) return facts
  const { width: _w, height: _h, orientation: _o, pages: _p, ...rest } = facts
  return rest
}

function conditionFacts(step: RecipeStep): string[] {
  return step.kind === 'step' ? [] : [...Object.keys(step.condition), ...step.steps.flatMap(conditionFacts)]
}

/** What of a file's early facts belongs into its receipt: when it says it was made, and where that stood. Nothing where nobody looked. */
export function foundBefore(facts: Facts): Facts {
  const { date, 'date-source': source } = facts
  return source === undefined || date === undefined ? {} : { date, 'date-source': source }
}

/**
 * Looks into the files of a chunk, in threads. What was met and is no file, such as a pipe, is not opened and has no facts of its own. One that could not be looked
 * into is given the fault: it would go to a wrong place.
 */
export async function inspectFiles(
  entries: WalkEntry[],
  { parts, ...asker }: Pick<BatchContext, 'parts'> & Asker,
  signal: AbortSignal,
): Promise<Facts[]> {
  const files = entries.filter(({ identity, fault }) => identity && !fault)
  const look = measuresPictures(asker) ? measureChunk : inspectChunk
  const paths = files.map(({ path }) => path)
  const found = await inChunks(paths, (chunk) => look(chunk, parts, signal))
  const factsOf = new Map(files.map((entry, at) => [entry, found[at]]))
  return entries.map((entry) => {
    const facts = factsOf.get(entry) ?? {}
    if (!(facts instanceof Fault)) return facts
    entry.fault = facts.toWire()
    return {}
  })
}

/** Of what kind files are by what is in them, in threads: `type` of each, left out where nobody can tell. */
export async function kindsInside(
  paths: string[],
  parts: BatchContext['parts'],
  signal: AbortSignal,
): Promise<Facts[]> {
  const look = askLane('thread', { parts, signal, kinds: true })
  const told = await inChunks(paths, (chunk) => eachTold(chunk, look))
  return told.map((each) => (each instanceof Fault ? {} : each))
}

/** What a file tells, or why it could not be looked into. */
type Told = Facts | Fault
type Look = (paths: string[]) => Promise<Facts[]>

async function inChunks(paths: string[], look: (chunk: string[]) => Promise<Told[]>): Promise<Told[]> {
  const chunks: string[][] = []
  for (let at = 0; at < paths.length; at += callMost) chunks.push(paths.slice(at, at + callMost))
  return (await Promise.all(chunks.map(look))).flat()
}

function inspectChunk(paths: string[], parts: BatchContext['parts'], signal: AbortSignal): Promise<Told[]> {
  return eachTold(paths, askLane('thread', { parts, signal }))
}

/** One that a codec dies of is a picture of no size. */
async function measureChunk(paths: string[], parts: BatchContext['parts'], signal: AbortSignal): Promise<Told[]> {
  const told = await eachTold(paths, askLane('process', { parts, signal, measures: true }))
  const deadly = paths.filter((_, at) => isOfFile(told[at]))
  const inspected = deadly.length > 0 ? await inspectChunk(deadly, parts, signal) : []
  return told.map((each) => (isOfFile(each) ? (inspected.shift() ?? each) : each))
}

function isOfFile(told: Told | undefined): boolean {
  return told instanceof Fault && told.blame !== 'transient' && told.blame !== 'environment'
}

/** What is wanting for one file is wanting for those beside it, after as long a wait for each. */
const ofWant: ReadonlySet<FaultCode> = new Set<FaultCode>(['too-many-open', 'worker-late'])

/** Where one answer for all of them fails, each is asked for by itself: a file costs the others nothing. */
async function eachTold(paths: string[], look: Look): Promise<Told[]> {
  try {
    return await look(paths)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, why } = error
    if (paths.length === 1 || ofWant.has(code))
      return paths.map((subject) => new Fault(code, { subject, why, cause: error }))
    return (await Promise.all(paths.map((path) => eachTold([path], look)))).flat()
  }
}

/** How large a picture is that is saved as it is, in place of a larger result or as an output without steps, where the name of that asks for it. */
export async function measureOriginal(
  { source }: Pick<Job, 'source'>,
  { names, parts }: Pick<BatchContext, 'names' | 'parts'>,
  { branch, signal }: { branch: number; signal: AbortSignal },
): Promise<Facts> {
  if (!names[branch]?.name.facts.some((fact) => pictureFacts.includes(fact))) return {}
  const { facts } = await parts.lanes.process.run(
    { kind: 'inspect', paths: [source], measures: true },
    laneOptions(parts, signal),
  )
  return Object.fromEntries(Object.entries(facts[0] ?? {}).filter(([fact]) => pictureFacts.includes(fact)))
}

interface Asking extends Pick<InspectTask, 'measures' | 'kinds'> {
  parts: BatchContext['parts']
  signal: AbortSignal
}

/** Mostly it is other files in hand that have so many open: as of a file that is worked on, that is waited out. */
function askLane(lane: keyof BatchContext['parts']['lanes'], { parts, signal, ...how }: Asking): Look {
  const { permits, lanes, settings, clock } = parts
  const ask = async (paths: string[]) => {
    using _ = await permits.acquire({ cpu: 1 }, { signal, who: 'looking into files' })
    const { facts } = await lanes[lane].run({ kind: 'inspect', paths, ...how }, laneOptions({ settings }, signal))
    return facts
  }
  return (paths) => retry(() => ask(paths), { ...tooManyOpen, signal, clock })
}

const tooManyOpen = {
  attempts: 12,
  baseMs: 100,
  capMs: 5_000,
  retryable: (error: unknown) => error instanceof Fault && error.code === 'too-many-open',
}

function laneOptions({ settings: { limits } }: Pick<BatchContext['parts'], 'settings'>, signal: AbortSignal) {
  return { signal, stallMs: limits.stallMs, memoryBytes: limits.workerMemoryMb * 2 ** 20, onProgress: () => {} }
}
