import { type IdentityRules, isTouched, sameIdentity } from '../../io/looking/identity.ts'
import type { Earlier, KnownOutput } from '../../journal/ledger/ledger.ts'
import type { Reuse, Reused } from '../../journal/ledger/reuse.ts'
import type { BatchContext } from '../batch-context.ts'
import { type Candidate, nowhere } from './candidates.ts'
import { contentOrNull } from '../hash-or-null.ts'
import { isWhole, standingOf } from '../standing.ts'

type Serving = Pick<BatchContext, 'parts' | 'recipe' | 'course'> & { traits: IdentityRules }

/** A file that an earlier job has met; `own` when it is a result of this very recipe. */
export interface Known {
  candidate: Candidate
  earlier: Earlier
  own: boolean
}

/**
 * What a recipe has made of many files is none of those it makes the next of. Otherwise a result may be the file itself, in a new place or form, and is
 * told as done.
 */
export function isPassedOver({ own }: Known, { course, recipe }: Pick<Serving, 'course' | 'recipe'>): boolean {
  return own && course.gathering !== null && ['keep', 'vault'].includes(recipe.originals.act)
}

/**
 * `serving`: earlier results are reused. `standing`: they still stand, and may serve if the content proves to be the same. The rest runs again.
 * `left`: the results of each that are as they were left, all or only some of them.
 */
export interface Standing {
  serving: Known[]
  standing: Set<Known>
  left: Map<Known, KnownOutput[]>
}

/**
 * Where results take the places of their originals, one is known by its content when everything else that tells files apart is another by now: its disk,
 * without inode numbers that last, was connected anew, or it was brought back by a backup.
 */
export async function withResults(
  known: Known[],
  { parts, recipe }: Pick<Serving, 'parts' | 'recipe'>,
): Promise<Known[]> {
  if (recipe.originals.act !== 'replace') return known
  return Promise.all(known.map(async (one) => ({ ...one, own: one.own || (await isResult(one, parts)) })))
}

async function isResult({ candidate, earlier }: Known, { io }: Serving['parts']): Promise<boolean> {
  const { source, identity } = candidate.admission
  const result = earlier.state === 'done' ? earlier.outputs.find(({ path }) => path === source) : undefined
  if (!result || result.sha256 === '' || result.identity.sizeBytes !== identity.sizeBytes) return false
  return (await contentOrNull(io, source)) === result.sha256
}

/** Which of the files that earlier jobs know need not be made again. Files that travel together are served together, or none of them is. */
export async function sortKnown(known: Known[], batch: Serving, { again }: { again: boolean }): Promise<Standing> {
  const standing = await standingOf(
    known.map(({ earlier }) => earlier),
    batch,
  )
  const stands = known.map(({ earlier }, at) => isWhole(earlier, standing[at] ?? []))
  // What a recipe has made is no input of it, whatever became of other results of the same file, and however often all is made again.
  const usable = known.filter((one, at) =>
    one.own ? one.earlier.state !== 'undone' : stands[at] && !again && mayServe(one.earlier),
  )
  const alike = usable.filter((one) => serves(one, batch))
  const same = await Promise.all(alike.map((one) => hasContent(one, batch)))
  const alone = new Map(alike.filter((_, at) => same[at]).map((one) => [one.candidate, one]))
  const serving = [...alone.values()].filter((one) => one.own || unitServes(one, alone))
  const left = new Map(known.map((one, at) => [one, standing[at] ?? []]))
  return { serving, standing: new Set(usable), left }
}

/** What the journal is told of a file that need not be made again. */
export function reuseOf({ candidate: { admission, unit }, earlier, own }: Known): Reuse {
  const identity = admission.identity === nowhere ? earlier.identity : admission.identity
  const together = !own && unit.length > 0
  return {
    source: admission.source,
    identity,
    earlier: reusedOf(earlier),
    own,
    with: together ? (unit[0]?.admission.source ?? null) : null,
  }
}

function reusedOf({ batch, seq, leader, members, sha256, failedAs, outputs }: Earlier): Reused {
  const made = outputs.map(({ isMade }) => ({ isMade }))
  return { batch, seq, leader, members, sha256, outputs: made, ...(failedAs !== undefined && { failedAs }) }
}

/** A job that was begun anew, and was not ended or was given up, still has its earlier results, if they stand. */
function mayServe({ state, sha256 }: Earlier): boolean {
  return (state === 'done' || state === 'waiting' || state === 'cancelled') && sha256 !== null
}

/** The source is as it was, or is itself a result, or was moved away by the very job whose results stand. Whether a group still holds is seen when it closes. */
function serves({ candidate: { entry, admission }, earlier, own }: Known, batch: Serving): boolean {
  if (batch.course.gathering) return own
  const movedAway = entry.fault?.code === 'file-missing' && batch.recipe.originals.act !== 'keep'
  // Of one that was begun anew the row has the new state already, and the results are of the old one: there the content decides.
  const isAsDone = earlier.state === 'done' && sameIdentity(admission.identity, earlier.identity, batch.traits)
  return own || movedAway || isAsDone
}

/** Something was done to the file since, though its time is the same: its content decides. Of one that travels along, the copy that went with it tells. */
async function hasContent({ candidate: { admission, tail }, earlier, own }: Known, batch: Serving): Promise<boolean> {
  if (own || !isTouched(admission.identity, earlier.identity, batch.traits)) return true
  const sha256 = await contentOrNull(batch.parts.io, admission.source)
  const contents = tail === null ? [earlier.sha256] : earlier.outputs.map((output) => output.sha256)
  return sha256 !== null && contents.includes(sha256)
}

function unitServes({ candidate: { unit, entry }, earlier }: Known, alone: Map<Candidate, Known>): boolean {
  // What has gone away with its job is met by itself.
  if (unit.length === 0) return earlier.members === 0 || entry.identity === null
  if (earlier.members !== unit.length) return false
  return unit.every((candidate) => {
    const other = alone.get(candidate)
    return other && !other.own && other.earlier.batch === earlier.batch && other.earlier.leader === earlier.leader
  })
}
