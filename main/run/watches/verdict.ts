import type { FileIdentity } from '../../../contract/job.ts'
import { type IdentityRules, sameIdentity } from '../../io/identity.ts'
import type { KnownFile } from '../../journal/watches.ts'

/**
 * `fresh`: to be processed. `known`: done, left alone or ours. `compare`: changed since it was undone or since we made it; only its content tells
 * whether that was more than a touch.
 */
export type Verdict = 'fresh' | 'known' | 'compare'

export interface VerdictContext {
  identity: IdentityRules
  /** A job for the file is under way in this very process. */
  inFlight: boolean
  /** Files made with another recipe than this one are made again; null leaves them. */
  redoWith: string | null
}

const openStates = new Set(['waiting', 'running', 'committing'])
const remadeStates = new Set(['done', 'failed', 'skipped'])

/** What becomes of a file a watch has met, by what the journal has of it. Pure. */
export function verdictOf(identity: FileIdentity, known: KnownFile, context: VerdictContext): Verdict {
  const { job, left, own, isNamedAnew } = known
  const isThis = (other: FileIdentity): boolean => sameIdentity(identity, other, context.identity)
  if (left && isThis(left)) return 'known'
  if (own.some((result) => isThis(result.identity))) return 'known'
  if (job && isThis(job.identity)) return ofSame(job, context)
  if (isNamedAnew) return 'known'
  if (job?.state === 'undone' || own.length > 0) return 'compare'
  return 'fresh'
}

/** A job that was begun and not ended by an earlier process is begun anew. */
function ofSame(
  { state, recipeFingerprint }: NonNullable<KnownFile['job']>,
  { inFlight, redoWith }: VerdictContext,
): Verdict {
  if (openStates.has(state)) return inFlight ? 'known' : 'fresh'
  const isRemade = redoWith !== null && recipeFingerprint !== redoWith && remadeStates.has(state)
  return isRemade ? 'fresh' : 'known'
}

/** Contents that would show a changed file to be what it was: undone, or made by us. */
export function contentsKnown({ job, own }: KnownFile): string[] {
  const undone = job?.state === 'undone' && job.sha256 !== null ? [job.sha256] : []
  return [...undone, ...own.map(({ sha256 }) => sha256)].filter((sha256) => sha256 !== '')
}
