import { Fault } from '../../contract/fault.ts'
import type { Facts } from '../../contract/facts.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { sameIdentity } from '../io/identity.ts'
import { folderOf } from '../io/paths.ts'
import type { WalkEntry } from '../io/walk.ts'
import type { Admission, Admitted, Earlier } from '../journal/admit.ts'
import type { BatchContext } from './batch-context.ts'
import { describeFile } from './describe-file.ts'
import type { Job } from './job.ts'
import { inspectFiles, needsInspection } from './early-facts.ts'
import { freeNames } from './free-names.ts'
import { allStand } from './standing.ts'
import { earlyTargets } from './targets.ts'

/** What became of one arrival. */
export type Arrival =
  | { kind: 'run'; job: Job }
  | { kind: 'reused'; seq: number; path: string; identity: FileIdentity; earlier: Earlier }
  | { kind: 'ended'; seq: number; path: string; identity: FileIdentity; state: 'skipped' | 'failed'; fault: Fault }

/** A file that an earlier job has met; `own` when it is a result of this very recipe. */
interface Known {
  candidate: Candidate
  earlier: Earlier
  own: boolean
}

interface Candidate {
  entry: WalkEntry
  facts: Facts
  admission: Admission
}

export interface Consulting {
  /** Whether the ledger, or this batch's own rows, could know any of the files. */
  consult: boolean
  again: boolean
  /** Files met before this, for the counter of names. */
  counted?: number
}

const nowhere: FileIdentity = { dev: '0', ino: '0', sizeBytes: 0, mtimeNs: '0' }

/** Admits a chunk of arrivals in order: decides, gives each a row and its names, and finds those whose results still stand. */
export class Admissions {
  readonly #batch: BatchContext
  readonly #consulting: Consulting
  readonly #inspects: boolean
  /** Files met so far, refused ones too: the walk's order is fixed, so a file has the same number every time. */
  #counter: number

  constructor(batch: BatchContext, consulting: Consulting) {
    this.#batch = batch
    this.#consulting = consulting
    this.#inspects = needsInspection(batch)
    this.#counter = consulting.counted ?? 0
  }

  /** `numbers`: of files that were met before; the others are counted on. */
  async admit(
    entries: WalkEntry[],
    { signal, numbers }: { signal: AbortSignal; numbers?: number[] },
  ): Promise<Arrival[]> {
    const inner = this.#inspects ? await inspectFiles(entries, this.#batch, signal) : []
    const candidates = entries.map((entry, at) =>
      this.#candidate(entry, { counter: numbers?.[at] ?? ++this.#counter, ...inner[at] }),
    )
    const input = { ...this.#input(), admissions: candidates.map(({ admission }) => admission) }
    const admitted = await this.#batch.parts.journal.call('admit', input)
    const known = candidates.flatMap((candidate, at) => knownFrom(candidate, admitted[at]))
    const settled = await this.#settleKnown(known)
    const arrivals = candidates.map(
      (candidate, at) => settled.get(candidate) ?? this.#fresh(candidate, admitted[at], null),
    )
    return this.#freeNames(arrivals)
  }

  #input() {
    const { record, traits } = this.#batch
    const { recipeFingerprint, outRoot, n: batch } = record
    const { consult, again } = this.#consulting
    return { batch, recipeFingerprint, outRoot, folding: traits, consult, again, admissions: [] as Admission[] }
  }

  #candidate(entry: WalkEntry, inner: Facts): Candidate {
    const { path: source, identity, fault, named } = entry
    const facts = { ...describeFile(entry, this.#batch), ...inner }
    if (fault || !identity) {
      const wire = fault ?? new Fault('bug', { subject: source }).toWire()
      const ended = { state: named ? ('failed' as const) : ('skipped' as const), fault: wire }
      return { entry, facts, admission: { source, identity: nowhere, targets: [], ended } }
    }
    return { entry, facts, admission: { source, identity, ...this.#decide(source, facts) } }
  }

  #decide(source: string, facts: Facts): Pick<Admission, 'targets' | 'ended'> {
    const refusal = this.#batch.refuses(facts)
    if (refusal) return { targets: [], ended: { state: 'skipped', fault: refusal.toWire() } }
    try {
      const targets = earlyTargets(source, facts, this.#batch)
      // A member of a group has no result of its own to name.
      return { targets: this.#batch.course.gathering ? [] : targets, ended: null }
    } catch (error) {
      return { targets: [], ended: { state: 'failed', fault: Fault.from(error, String(facts.name ?? '')).toWire() } }
    }
  }

  #fresh({ entry, facts, admission }: Candidate, admitted: Admitted | undefined, earlier: Earlier | null): Arrival {
    const { identity, ended, source } = admission
    if (admitted?.kind === 'ended' && ended)
      return {
        kind: 'ended',
        seq: admitted.seq,
        path: source,
        identity,
        state: ended.state,
        fault: Fault.fromWire(ended.fault),
      }
    if (admitted?.kind !== 'new') throw new Fault('bug', { subject: source, why: 'The journal gave no answer.' })
    const targets = admission.targets.map((target, at) => ({ ...target, name: admitted.names[at] ?? null }))
    const startedMs = this.#batch.parts.clock.monotonicMs()
    return {
      kind: 'run',
      job: {
        seq: admitted.seq,
        source: entry.path,
        root: rootOf(entry),
        identity,
        facts,
        targets,
        earlier,
        members: [],
        startedMs,
        apart: false,
      },
    }
  }

  /** Earlier jobs know these files: their results are reused while they stand, else the files run again. */
  async #settleKnown(known: Known[]): Promise<Map<Candidate, Arrival>> {
    const settled = new Map<Candidate, Arrival>()
    if (known.length === 0) return settled
    const standing = await allStand(
      known.map(({ earlier }) => earlier),
      this.#batch,
    )
    const usable = known.filter(({ earlier }, at) => standing[at] && mayServe(earlier) && !this.#consulting.again)
    const reused = usable.filter((one) => this.#serves(one))
    await this.#reuse(reused, settled)
    await this.#readmit(
      known.filter((one) => !reused.includes(one)),
      new Set(usable),
      settled,
    )
    return settled
  }

  /** The source is as it was, or is itself a result, or was moved away by the very job whose results stand. Whether a group still holds is seen when it closes. */
  #serves({ candidate: { entry, admission }, earlier, own }: Known): boolean {
    if (this.#batch.course.gathering) return own
    const movedAway = entry.fault?.code === 'file-missing' && this.#batch.recipe.originals.act !== 'keep'
    return own || movedAway || sameIdentity(admission.identity, earlier.identity, this.#batch.traits)
  }

  async #reuse(reused: Known[], settled: Map<Candidate, Arrival>): Promise<void> {
    if (reused.length === 0) return
    const reuses = reused.map(({ candidate: { admission }, earlier }) => ({
      source: admission.source,
      identity: admission.identity === nowhere ? earlier.identity : admission.identity,
      earlier,
    }))
    const seqs = await this.#batch.parts.journal.call('reuse', {
      batch: this.#batch.record.n,
      input: this.#input(),
      reuses,
    })
    for (const [at, { candidate, earlier }] of reused.entries()) {
      const { source: path, identity } = candidate.admission
      settled.set(candidate, { kind: 'reused', seq: seqs[at] ?? -1, path, identity, earlier })
    }
  }

  async #readmit(again: Known[], usable: Set<Known>, settled: Map<Candidate, Arrival>): Promise<void> {
    if (again.length === 0) return
    const admissions = again.map((one) => ({
      admission: one.candidate.admission,
      earlier: one.earlier,
      keep: usable.has(one),
    }))
    const admitted = await this.#batch.parts.journal.call('readmit', { input: this.#input(), admissions })
    for (const [at, one] of again.entries())
      settled.set(one.candidate, this.#fresh(one.candidate, admitted[at], usable.has(one) ? one.earlier : null))
  }

  async #freeNames(arrivals: Arrival[]): Promise<Arrival[]> {
    await freeNames(
      arrivals.flatMap((arrival) => (arrival.kind === 'run' ? [arrival.job] : [])),
      this.#batch,
    )
    return arrivals
  }
}

/** A job that was begun anew and not ended still has its earlier results, if they stand. */
function mayServe({ state, sha256 }: Earlier): boolean {
  return (state === 'done' || state === 'waiting') && sha256 !== null
}

function knownFrom(candidate: Candidate, admitted: Admitted | undefined): Known[] {
  if (admitted?.kind !== 'earlier' && admitted?.kind !== 'own') return []
  return [{ candidate, earlier: admitted.earlier, own: admitted.kind === 'own' }]
}

function rootOf({ path, relative }: WalkEntry): string {
  const folder = folderOf(path)
  return relative === '' ? folder : folder.slice(0, folder.length - relative.length - 1)
}
