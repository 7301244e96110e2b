import { knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { ConflictMode, Recipe } from '../../contract/recipe.ts'
import { retry } from '../async/backoff.ts'
import { isWithin } from '../io/paths.ts'
import type { VolumeTraits } from '../io/volumes/volume.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import { type Course, planCourse, usesPrograms } from '../plan/course.ts'
import { batchPrefix } from './making/attempt-name.ts'
import type { BatchContext, EngineParts } from './batch-context.ts'
import type { BatchRequest } from './admitting/intake-line.ts'
import { AttemptPlaces } from './making/attempt-places.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import { noteDisksOf } from './disk-of.ts'
import { Gate } from './gate.ts'
import { OwnInputs } from './admitting/own-inputs.ts'
import type { RunOptions } from './run-options.ts'
import { passOverGone } from './recovery/pass-over-gone.ts'
import { prestart } from './prestart.ts'
import { foldingOf, namesOf } from './recipe-names.ts'
import { refusalOf } from './refusal.ts'
import { clearHalves } from './recovery/half-results.ts'
import { isDiskAway, settleLeft } from './recovery/settle-batch.ts'

export interface FoundRecipe {
  recipe: Recipe
  /** As the person wrote it, for the record. */
  text: string
}

/** What a group may hold at the most; null leaves it to the recipe. */
export interface GroupBounds {
  count: number | null
  bytes: number | null
}

export interface OpenRequest {
  recipe: FoundRecipe
  sources: string[]
  conflict: ConflictMode | undefined
  waitMs: number | null
  again: boolean
  held: boolean
  /** Rows to be taken once more, and nothing else. */
  only?: number[]
  feed?: ArrivalFeed
  gather?: GroupBounds | null
  /** The batch was begun before. */
  continued: boolean
  /** What was taken back of it is left alone. */
  partlyUndone?: BatchRecord
  stopNow: AbortSignal
}

interface Opened {
  batch: BatchContext
  begun: Pick<RunOptions, 'request' | 'passedOver'>
}

/** Room that stays free beside a result when a full disk is tried again. */
const spareBytes = 1 << 20
const probeTries = 4
const probeBaseMs = 50

/**
 * Looks at the target volume and the surroundings once, and puts together what all jobs of a batch share. Faults: those of an unusable folder;
 * `volume-gone` where its disk is away: it is not made where the disk is to be mounted.
 */
export async function openBatch(parts: EngineParts, record: BatchRecord, request: OpenRequest): Promise<Opened> {
  const startedMs = parts.clock.nowMs()
  const said = saidBy(request, parts)
  prestart(said.course, parts)
  const traits = await readyVolume(parts, record, request)
  if (said.recipe.originals.act !== 'keep') await noteDisksOf(request.sources, parts)
  const walk = await surroundings(parts, record, request)
  const isWalked = walk.only === null && walk.feed === null
  const batch: BatchContext = {
    parts,
    record,
    ...said,
    traits: foldingOf(said.recipe, traits),
    places: new AttemptPlaces(parts, record, { mount: traits.mount, held: request.held }),
    inputs: new OwnInputs({ parts, record }, { ...walk, isWalked }),
    gate: gateOf(parts, { ...record, ...traits }, request.waitMs),
    startedMs,
    stopNow: request.stopNow,
  }
  const mayPass = request.continued && !request.only && record.watch === null
  const passedOver = mayPass ? await passOverGone(batch, request.sources) : []
  return { batch, begun: { request: walk, passedOver } }
}

type SaidByRecipe = Pick<BatchContext, 'recipe' | 'course' | 'names' | 'movedTo' | 'conflict' | 'refuses'>

/** What the recipe, and whoever starts it, say without a look at any disk. Faults: `programs-off`, `recipe-wrong`. */
function saidBy({ recipe: { recipe }, gather, conflict }: OpenRequest, parts: EngineParts): SaidByRecipe {
  const course = bounded(planCourse(recipe, parts.descriptors), gather)
  requireAllowed(course, parts, recipe)
  const names = namesOf(recipe, knownFacts(parts.descriptors.values()))
  return { recipe, course, ...names, conflict: conflict ?? recipe.conflict, refuses: refusalOf(recipe) }
}

/** What an earlier life left there is settled before anything is made; on a disk that is away nothing is. */
async function readyVolume(parts: EngineParts, record: BatchRecord, request: OpenRequest): Promise<VolumeTraits> {
  if (await isDiskAway(parts.io, record)) throw new Fault('volume-gone', { subject: record.outRoot })
  if (request.continued) await settleLeft(parts, record)
  const traits = await probe(parts, record, request.stopNow)
  await clearHalves(parts, { record, traits })
  return traits
}

function bounded(course: Course, gather: GroupBounds | null | undefined): Course {
  const { gathering } = course
  if (!gathering || !gather) return course
  const most = Math.min(gathering.grouping.most, gather.count ?? Number.POSITIVE_INFINITY)
  const mostBytes = Math.min(gathering.grouping.mostBytes, gather.bytes ?? Number.POSITIVE_INFINITY)
  return { ...course, gathering: { ...gathering, grouping: { ...gathering.grouping, most, mostBytes } } }
}

/** Whoever reaches a server reaches its programs too, unless somebody at that machine has thought about it. */
function requireAllowed(course: Course, { allowsPrograms }: EngineParts, { name }: Recipe): void {
  if (!allowsPrograms && usesPrograms(course)) throw new Fault('programs-off', { subject: name })
}

/** The first look at a volume may meet a passing error; a second one tells. */
function probe(
  { io, clock }: EngineParts,
  { outRoot, token }: BatchRecord,
  signal: AbortSignal,
): Promise<VolumeTraits> {
  let tries = 0
  return retry(() => io.call('probe', { folder: outRoot, prefix: `${batchPrefix(token)}${tries++}` }), {
    signal,
    clock,
    attempts: probeTries,
    baseMs: probeBaseMs,
    capMs: probeBaseMs * 4,
    retryable: (error) => error instanceof Fault && (error.blame === 'transient' || error.code === 'io-error'),
  })
}

function gateOf(
  { io, clock }: EngineParts,
  { outRoot, mount }: { outRoot: string; mount: string | null },
  waitMs: number | null,
): Gate {
  const freeBytes = async (): Promise<number> => {
    try {
      if (mount !== null && (await io.call('isAway', mount))) return 0
      await io.call('writable', outRoot)
      return (await io.call('free', outRoot)) - spareBytes
    } catch {
      return 0
    }
  }
  return new Gate({ clock, freeBytes, waitMs })
}

/** Results inside the sources are not met as input; when they may be all the same, the ledger is asked about every file. */
async function surroundings(
  { journal, io }: EngineParts,
  { outRoot, recipeFingerprint, n }: BatchRecord,
  request: OpenRequest,
): Promise<BatchRequest> {
  const [realOut = outRoot, ...realSources] = await io.call('real', [outRoot, ...request.sources])
  const overlap = [...request.sources, ...realSources].some(
    (source) => isWithin(source, realOut) || isWithin(realOut, source) || isWithin(source, outRoot),
  )
  const ledger = await journal.call('ledgerKnows', { recipeFingerprint, except: n })
  return {
    sources: request.sources,
    leaveOut: [...new Set([outRoot, realOut])],
    consult: request.continued || overlap || ledger || request.feed !== undefined,
    again: request.again,
    leavesUndone: request.partlyUndone !== undefined,
    only: request.only ?? null,
    feed: request.feed ?? null,
  }
}
