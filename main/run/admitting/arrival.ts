import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { Clock } from '../../async/clock.ts'
import type { Admitted } from '../../journal/ledger/admit.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import { type Candidate, rootOf } from './candidates.ts'
import type { Job } from '../job.ts'

/** What became of one file that was met. */
export type Arrival =
  | { kind: 'run'; job: Job }
  | { kind: 'reused'; seq: number; path: string; identity: FileIdentity; earlier: Earlier }
  | { kind: 'ended'; seq: number; path: string; identity: FileIdentity; state: 'skipped' | 'failed'; fault: Fault }

/** What became of a file that has a row of its own now: a job, or its end. `earlier`: an earlier job of it whose results still stand. */
export function arrivalOf(
  candidate: Candidate,
  admitted: Admitted | undefined,
  { earlier, clock }: { earlier: Earlier | null; clock: Clock },
): Arrival {
  const { identity, ended, source } = candidate.admission
  if (admitted?.kind === 'ended' && ended) {
    const fault = Fault.fromWire(ended.fault)
    return { kind: 'ended', seq: admitted.seq, path: source, identity, state: ended.state, fault }
  }
  if (admitted?.kind !== 'new') throw new Fault('bug', { subject: source, why: 'The journal gave no answer.' })
  return { kind: 'run', job: { ...jobOf(candidate, admitted), earlier, startedMs: clock.monotonicMs() } }
}

function jobOf(
  { entry, facts, admission }: Candidate,
  { seq, names }: Extract<Admitted, { kind: 'new' }>,
): Omit<Job, 'earlier' | 'startedMs'> {
  return {
    seq,
    source: entry.path,
    root: rootOf(entry),
    identity: admission.identity,
    facts,
    targets: admission.targets.map((target, at) => ({ ...target, name: names[at] ?? null })),
    before: null,
    members: [],
    apart: false,
  }
}
