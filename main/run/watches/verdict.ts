import type { FileIdentity } from '../../../contract/job.ts'
import { type IdentityRules, isTouched, sameIdentity } from '../../io/looking/identity.ts'
import type { KnownFile } from '../../journal/batches/known-files.ts'

/**
 * `fresh`: to be processed. `known`: done, left alone or ours. `compare`: changed since it was undone or since we made it, or something was
 * done to it that left its time as it was; only its content tells whether that was more than a touch.
 */
export type Verdict = 'fresh' | 'known' | 'compare'

export interface VerdictContext {
  identity: IdentityRules
  /** A job for the file is under way in this very process. */
  inFlight: boolean
  /** Files made with another recipe than this one are made again; null leaves them. */
  redoWith: string | null
}

type Job = NonNullable<KnownFile['job']>

const openStates = new Set(['waiting', 'running', 'committing'])
const remadeStates = new Set(['done', 'failed', 'skipped'])

/** What becomes of a file a watch has met, by what the journal has of it. Pure. */
export function verdictOf(identity: FileIdentity, known: KnownFile, context: VerdictContext): Verdict {
  const { job, left, own, isNamedAnew } = known
  const isThis = (other: FileIdentity): boolean => sameIdentity(identity, other, context.identity)
  if (left && isThis(left)) return 'known'
  if (own.some((result) => isThis(result.identity))) return 'known'
  if (job && isThis(job.identity)) return ofSame(identity, job, context)
  if (isNamedAnew) return 'known'
  if (job?.state === 'undone' || own.length > 0) return 'compare'
  return 'fresh'
}

/** With the time it had; something may have been done to it all the same. */
function ofSame(identity: FileIdentity, job: Job, context: VerdictContext): Verdict {
  const verdict = asNoted(job, context)
  if (verdict === 'fresh' || !isTouched(identity, job.identity, context.identity)) return verdict
  if (job.state === 'failed') return 'fresh'
  return isDone(job) ? 'compare' : verdict
}

/** What it was made of is known. */
function isDone({ state, sha256 }: Job): boolean {
  return state === 'done' && sha256 !== null && sha256 !== ''
}

/** A job that was begun and not ended by an earlier process is begun anew. */
function asNoted({ state, recipeFingerprint }: Job, { inFlight, redoWith }: VerdictContext): Verdict {
  if (openStates.has(state)) return inFlight ? 'known' : 'fresh'
  const isRemade = redoWith !== null && recipeFingerprint !== redoWith && remadeStates.has(state)
  return isRemade ? 'fresh' : 'known'
}

/** Contents that would show a changed file to be what it was: undone, made by us, or, where its time is the same, done. */
export function contentsKnown(identity: FileIdentity, { job, own }: KnownFile, rules: IdentityRules): string[] {
  const isOfJob = job?.state === 'undone' || (job?.state === 'done' && sameIdentity(identity, job.identity, rules))
  return [...(isOfJob ? [job.sha256 ?? ''] : []), ...own.map(({ sha256 }) => sha256)].filter((sha256) => sha256 !== '')
}
