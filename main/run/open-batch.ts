import type { Facts } from '../../contract/facts.ts'
import { type KnownFacts, knownFacts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { Condition, ConflictMode, Recipe } from '../../contract/recipe.ts'
import type { Folding } from '../../contract/names.ts'
import { retry } from '../async/backoff.ts'
import { isWithin } from '../io/paths.ts'
import type { VolumeTraits } from '../io/volumes/volume.ts'
import type { BatchRecord } from '../journal/batches/batches.ts'
import { accepts, unmetConditions } from '../plan/accepts.ts'
import { type Course, planCourse, usesPrograms } from '../plan/course.ts'
import { branchNames } from '../plan/naming.ts'
import { batchPrefix } from './making/attempt-name.ts'
import type { BatchContext, EngineParts } from './batch-context.ts'
import type { BatchRequest } from './admitting/intake-line.ts'
import { AttemptPlaces } from './making/attempt-places.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import { Gate } from './gate.ts'
import { isMoveOnly } from './originals.ts'
import { OwnInputs } from './admitting/own-inputs.ts'
import { passOverGone } from './recovery/pass-over-gone.ts'
import { prestart } from './prestart.ts'
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
  stopNow: AbortSignal
}

/** Room that stays free beside a result when a full disk is tried again. */
const spareBytes = 1 << 20
const probeTries = 4
const probeBaseMs = 50

/**
 * Looks at the target volume and the surroundings once, and puts together what all jobs of a batch share. Faults: those of an unusable folder;
 * `volume-gone` where its disk is away: it is not made where the disk is to be mounted.
 */
export async function openBatch(
  parts: EngineParts,
  record: BatchRecord,
  request: OpenRequest,
): Promise<{ batch: BatchContext; walk: BatchRequest }> {
  const { recipe } = request.recipe
  const startedMs = parts.clock.nowMs()
  const course = bounded(planCourse(recipe, parts.descriptors), request.gather)
  requireAllowed(course, parts, recipe)
  const facts = knownFacts(parts.descriptors.values())
  const names = namesOf(recipe, facts)
  prestart(course, parts)
  if (await isDiskAway(parts.io, record)) throw new Fault('volume-gone', { subject: record.outRoot })
  if (request.continued) await settleLeft(parts, record)
  const traits = await probe(parts, record, request.stopNow)
  await clearHalves(parts, { record, traits })
  const walk = await surroundings(parts, record, request)
  const isWalked = walk.only === null && walk.feed === null
  const batch: BatchContext = {
    parts,
    record,
    recipe,
    course,
    ...names,
    traits: foldingOf(recipe, traits),
    places: new AttemptPlaces(parts, record, { mount: traits.mount, held: request.held }),
    inputs: new OwnInputs({ parts, record }, { ...walk, isWalked }),
    conflict: request.conflict ?? recipe.conflict,
    gate: gateOf(parts, { ...record, ...traits }, request.waitMs),
    refuses: refusalOf(recipe),
    startedMs,
    stopNow: request.stopNow,
  }
  if (request.continued && !request.only && record.watch === null) await passOverGone(batch, request.sources)
  return { batch, walk }
}

function bounded(course: Course, gather: GroupBounds | null | undefined): Course {
  const { gathering } = course
  if (!gathering || !gather) return course
  const most = Math.min(gathering.grouping.most, gather.count ?? Number.POSITIVE_INFINITY)
  const mostBytes = Math.min(gathering.grouping.mostBytes, gather.bytes ?? Number.POSITIVE_INFINITY)
  return { ...course, gathering: { ...gathering, grouping: { ...gathering.grouping, most, mostBytes } } }
}

/** Templates of every branch and of the place originals are moved to. A recipe that only moves has one place: that. */
export function namesOf(recipe: Recipe, facts: KnownFacts): Pick<BatchContext, 'names' | 'movedTo'> {
  const [first] = recipe.outputs
  if (!first) throw new Fault('recipe-wrong', { subject: recipe.name, why: 'It has no output.' })
  const { originals } = recipe
  const folder = originals.act === 'move' ? originals.folder : first.folder
  const onlyMoves = isMoveOnly({ recipe })
  const branches = onlyMoves ? [{ ...first, folder }] : recipe.outputs
  return {
    names: branches.map((branch) => branchNames(branch, facts)),
    movedTo: branchNames({ ...first, folder, name: onlyMoves ? first.name : '{stem}' }, facts),
  }
}

/** How names of results are told apart: where they are to be for every system, as on the strictest. */
export function foldingOf<T extends Folding>({ portable }: Pick<Recipe, 'portable'>, traits: T): T {
  return portable ? { ...traits, foldsCase: true, normalises: true } : traits
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

/** Says why a recipe does not take a file, or null. */
export function refusalOf(recipe: Recipe): (facts: Facts) => Fault | null {
  return (facts) => {
    if (accepts(recipe, facts)) return null
    const subject = String(facts.name)
    const conditions = unmetConditions(recipe, facts).map(conditionText).join(', or ')
    if (conditions !== '')
      return new Fault('left-out', {
        subject,
        why: `The recipe ${recipe.name} takes such files only where ${conditions}.`,
      })
    return new Fault('wrong-type', { subject, why: `The recipe ${recipe.name} takes ${kindsTaken(recipe)}.` })
  }
}

function conditionText(condition: Condition): string {
  return Object.entries(condition)
    .map(([fact, text]) => `${fact} is ${valuesText(text)}`)
    .join(' and ')
}

/** `jpg`, `one of jpg, png`, `not jpg`, `none of jpg, png`. */
function valuesText(text: string): string {
  if (text === nothing) return 'empty'
  const [, bang, rest = ''] = /^\s*(!?)(.*)$/su.exec(text) ?? []
  const values = rest.split('|').map((value) => value.trim())
  const several = values.length > 1
  return `${bang ? (several ? 'none of ' : 'not ') : several ? 'one of ' : ''}${values.join(', ')}`
}

const kindsMost = 6

function kindsTaken({ accepts: all }: Recipe): string {
  const patterns = all.map(({ match }) => match)
  const rest = patterns.length - kindsMost
  return `${patterns.slice(0, kindsMost).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** As a pattern: no character at all. */
const nothing = '!?*'

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
    only: request.only ?? null,
    feed: request.feed ?? null,
  }
}
