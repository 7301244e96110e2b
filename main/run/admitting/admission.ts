import { Fault } from '../../../contract/fault.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { Admission, Admitted } from '../../journal/ledger/admit.ts'
import type { Earlier, KnownOutput } from '../../journal/ledger/ledger.ts'
import type { BatchContext } from '../batch-context.ts'
import { type Candidate, candidatesOf, rootOf } from './candidates.ts'
import { endInPlace } from './end-in-place.ts'
import { filesOf, type Job } from '../job.ts'
import { inspectFiles, needsInspection } from '../making/early-facts.ts'
import { freeNames } from './free-names.ts'
import { isPassedOver, type Known, reuseOf, sortKnown, type Standing, withResults } from './known-files.ts'
import { retiredBy } from '../commit/retired-by.ts'
import { turnOf } from '../start-request.ts'

/** What became of one arrival. */
export type Arrival =
  | { kind: 'run'; job: Job }
  | { kind: 'reused'; seq: number; path: string; identity: FileIdentity; earlier: Earlier }
  | { kind: 'ended'; seq: number; path: string; identity: FileIdentity; state: 'skipped' | 'failed'; fault: Fault }

/** A file that has no row, since it is none of those the batch is made of, or whose row stays as it is. */
export type Met = Arrival | { kind: 'passed-over'; path: string }

export interface Consulting {
  /** Whether the ledger, or this batch's own rows, could know any of the files. */
  consult: boolean
  again: boolean
  /** Files whose rows in this batch were taken back stay so; what is made of many files is made of all of them. */
  leavesUndone?: boolean
  /** Files met before this, for the counter of names. */
  counted?: number
}

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

  /** `numbers`: of files that were met before, and have a row; the others are counted on. */
  async admit(entries: WalkEntry[], { signal, numbers }: { signal: AbortSignal; numbers?: number[] }): Promise<Met[]> {
    const inner = this.#inspects ? await inspectFiles(entries, this.#batch, signal) : []
    const numbered = entries.map((_, at) => ({ counter: numbers?.[at] ?? ++this.#counter, ...inner[at] }))
    const candidates = candidatesOf(entries, numbered, this.#batch)
    await endInPlace(candidates, this.#batch)
    const input = { ...this.#input(), admissions: candidates.map(({ admission }) => admission) }
    const admitted = await this.#batch.parts.journal.call('admit', input)
    const known = candidates.flatMap((candidate, at) => knownFrom(candidate, admitted[at]))
    const passed = new Set(numbers ? [] : this.#passedOver(known))
    const settled = await this.#settleKnown(known.filter(({ candidate }) => !passed.has(candidate)))
    const arrivals = candidates.map((candidate, at) =>
      passed.has(candidate) ? null : (settled.get(candidate) ?? this.#fresh(candidate, admitted[at], null)),
    )
    const taken = candidates.filter((candidate) => !passed.has(candidate))
    const together = await this.#together(
      taken,
      arrivals.filter((arrival) => arrival !== null),
    )
    const left = Array.from(passed, ({ entry: { path } }) => ({ kind: 'passed-over' as const, path }))
    return [...left, ...(await this.#freeNames(together))]
  }

  /** A watch leaves its own results alone before they come here. */
  #passedOver(known: Known[]): Candidate[] {
    if (this.#batch.record.watch !== null) return []
    return known
      .filter((one) => (one.earlier.state === 'undone' ? this.#isLeft(one) : isPassedOver(one, this.#batch)))
      .map(({ candidate }) => candidate)
  }

  #isLeft({ earlier }: Known): boolean {
    const { course, record } = this.#batch
    return this.#consulting.leavesUndone === true && course.gathering === null && earlier.batch === record.n
  }

  #input() {
    const { record, traits } = this.#batch
    const { recipeFingerprint, outRoot, n: batch } = record
    const { consult, again } = this.#consulting
    return { batch, recipeFingerprint, outRoot, folding: traits, consult, again, admissions: [] as Admission[] }
  }

  /** Files that travel along are members of the job of the one they go with. Where that does not run, they do not either. */
  async #together(candidates: Candidate[], arrivals: Arrival[]): Promise<Arrival[]> {
    if (this.#batch.recipe.companions === 'none') return arrivals
    const jobs = new Map(candidates.map((candidate, at) => [candidate, jobIn(arrivals[at])]))
    const merged: Arrival[] = []
    for (const [at, { unit, tail, ...candidate }] of candidates.entries()) {
      const arrival = arrivals[at]
      if (arrival?.kind !== 'run' || unit.length === 0) {
        if (arrival) merged.push(arrival)
        continue
      }
      const main = unit[0] && jobs.get(unit[0])
      if (tail !== null && !main) merged.push(await this.#left(arrival.job, candidate.facts))
      if (tail !== null) continue
      const along = unit.slice(1).flatMap((each) => {
        const job = jobs.get(each)
        return job ? [{ ...job, tail: each.tail ?? '' }] : []
      })
      const { job } = arrival
      merged.push({ kind: 'run', job: along.length === 0 ? job : { ...job, members: [job, ...along] } })
    }
    return merged
  }

  /** It came to a file whose results stand already. */
  async #left({ seq, source: path, identity }: Job, facts: Facts): Promise<Arrival> {
    const { journal } = this.#batch.parts
    const why = 'It travels with a file that need not be made again.'
    const fault = new Fault('left-out', { subject: String(facts.name ?? ''), why })
    const ending = { seq, state: 'skipped' as const, fault: fault.toWire(), step: null, ms: 0, names: [] }
    await journal.call('end', { batch: this.#batch.record.n, folding: this.#batch.traits, jobs: [ending] })
    return { kind: 'ended', seq, path, identity, state: 'skipped', fault }
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
        before: null,
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
    const met = await withResults(known, this.#batch)
    const sorted = await sortKnown(met, this.#batch, this.#consulting)
    await this.#reuse(sorted.serving, settled)
    await this.#readmit(
      met.filter((one) => !sorted.serving.includes(one)),
      sorted,
      settled,
    )
    return settled
  }

  async #reuse(reused: Known[], settled: Map<Candidate, Arrival>): Promise<void> {
    if (reused.length === 0) return
    const reuses = reused.map(reuseOf)
    const seqs = await this.#batch.parts.journal.call('reuse', { ...turnOf(this.#batch.record), reuses })
    for (const [at, { candidate, earlier }] of reused.entries()) {
      const { source: path, identity } = candidate.admission
      settled.set(candidate, { kind: 'reused', seq: seqs[at] ?? -1, path, identity, earlier })
    }
  }

  async #readmit(again: Known[], { standing, left }: Standing, settled: Map<Candidate, Arrival>): Promise<void> {
    if (again.length === 0) return
    const standingOf = (one: Known): KnownOutput[] => left.get(one) ?? []
    const admissions = again.map((one) => ({
      admission: one.candidate.admission,
      earlier: one.earlier,
      gone: one.earlier.outputs.filter((output) => !standingOf(one).includes(output)),
    }))
    const admitted = await this.#batch.parts.journal.call('readmit', { input: this.#input(), admissions })
    for (const [at, one] of again.entries()) {
      const arrival = this.#fresh(one.candidate, admitted[at], standing.has(one) ? one.earlier : null)
      const isOurs = one.earlier.batch === this.#batch.record.n
      if (arrival.kind === 'run' && isOurs) arrival.job.before = { ...one.earlier, outputs: standingOf(one) }
      settled.set(one.candidate, arrival)
    }
  }

  async #freeNames(arrivals: Arrival[]): Promise<Arrival[]> {
    const jobs = arrivals.flatMap((arrival) => (arrival.kind === 'run' ? [arrival.job] : []))
    for (const job of jobs) if (job.before) job.retires = retiredBy(filesOf(job), this.#batch)
    await freeNames(jobs, this.#batch)
    return arrivals
  }
}

function jobIn(arrival: Arrival | undefined): Job | undefined {
  return arrival?.kind === 'run' ? arrival.job : undefined
}

function knownFrom(candidate: Candidate, admitted: Admitted | undefined): Known[] {
  if (admitted?.kind !== 'earlier' && admitted?.kind !== 'own') return []
  return [{ candidate, earlier: admitted.earlier, own: admitted.kind === 'own' }]
}
