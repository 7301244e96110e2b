import { knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { ConflictMode, Recipe } from '../../contract/recipe.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import { type Course, planCourse, usesPrograms } from '../plan/course.ts'
import type { BatchContext, EngineParts } from './batch-context.ts'
import { AttemptPlaces } from './making/attempt-places.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import { noteDisksOf } from './disk-of.ts'
import { gateOfTarget } from './gate-of-target.ts'
import { OwnInputs } from './admitting/own-inputs.ts'
import type { RunOptions } from './run-options.ts'
import { passOverGone } from './recovery/pass-over-gone.ts'
import { prestart } from './prestart.ts'
import { foldingOf, namesOf } from './recipe-names.ts'
import { readyVolume } from './ready-volume.ts'
import { refusalOf } from './refusal.ts'
import { surroundings } from './surroundings.ts'

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
    gate: gateOfTarget(parts, { ...record, ...traits }, request.waitMs),
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
