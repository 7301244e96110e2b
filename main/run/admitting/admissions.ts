import type { WalkEntry } from '../../io/looking/walk.ts'
import type { Admitted } from '../../journal/ledger/admit.ts'
import type { BatchContext } from '../batch-context.ts'
import { retiredBy } from '../commit/retired-by.ts'
import { filesOf } from '../job.ts'
import { inspectFiles, needsInspection } from '../making/early-facts.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { admitInput, type Consulting } from './consulting.ts'
import { endInPlace } from './end-in-place.ts'
import { freeNames } from './free-names.ts'
import { isPassedOver, type Known } from './known-files.ts'
import { settleKnown } from './settle-known.ts'
import { travelTogether } from './travel-together.ts'

/** A file that has no row, since it is none of those the batch is made of, or whose row stays as it is. */
export type Met = Arrival | { kind: 'passed-over'; path: string }

/** Admits a chunk of arrivals in order: decides, gives each a row and its names, and finds those whose results still stand. */
export class Admissions {
  readonly #batch: BatchContext
  readonly #consulting: Consulting
  readonly #inspects: boolean
  /** Files met so far, refused ones too: the walk's order is fixed, so a file has the same number every time. */
  #counter: number

  /** `counted`: files met before this, for the counter of names. */
  constructor(batch: BatchContext, { counted = 0, ...consulting }: Consulting & { counted?: number }) {
    this.#batch = batch
    this.#consulting = consulting
    this.#inspects = needsInspection(batch)
    this.#counter = counted
  }

  /** `numbers`: of files that were met before, and have a row; the others are counted on. */
  async admit(entries: WalkEntry[], { signal, numbers }: { signal: AbortSignal; numbers?: number[] }): Promise<Met[]> {
    const { journal, clock } = this.#batch.parts
    const candidates = await this.#candidates(entries, { signal, numbers })
    const input = admitInput(this.#batch, this.#consulting)
    const admissions = candidates.map(({ admission }) => admission)
    const admitted = await journal.call('admit', { ...input, admissions })
    const known = candidates.flatMap((candidate, at) => knownFrom(candidate, admitted[at]))
    const passed = new Set(numbers ? [] : this.#passedOver(known))
    const left = known.filter(({ candidate }) => !passed.has(candidate))
    const settled = await settleKnown(left, this.#batch, this.#consulting)
    const arrived = candidates.flatMap((candidate, at) => {
      if (passed.has(candidate)) return []
      const fresh = { earlier: null, clock }
      return [{ candidate, arrival: settled.get(candidate) ?? arrivalOf(candidate, admitted[at], fresh) }]
    })
    const arrivals = await travelTogether(arrived, this.#batch)
    await this.#freeNames(arrivals)
    return [...Array.from(passed, ({ entry: { path } }) => ({ kind: 'passed-over' as const, path })), ...arrivals]
  }

  async #candidates(
    entries: WalkEntry[],
    { signal, numbers }: { signal: AbortSignal; numbers: number[] | undefined },
  ): Promise<Candidate[]> {
    const inner = this.#inspects ? await inspectFiles(entries, this.#batch, signal) : []
    const numbered = entries.map((_, at) => ({ counter: numbers?.[at] ?? ++this.#counter, ...inner[at] }))
    const candidates = candidatesOf(entries, numbered, this.#batch)
    await endInPlace(candidates, this.#batch)
    return candidates
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

  async #freeNames(arrivals: Arrival[]): Promise<void> {
    const jobs = arrivals.flatMap((arrival) => (arrival.kind === 'run' ? [arrival.job] : []))
    for (const job of jobs) if (job.before) job.retires = retiredBy(filesOf(job), this.#batch)
    await freeNames(jobs, this.#batch)
  }
}

function knownFrom(candidate: Candidate, admitted: Admitted | undefined): Known[] {
  if (admitted?.kind !== 'earlier' && admitted?.kind !== 'own') return []
  return [{ candidate, earlier: admitted.earlier, own: admitted.kind === 'own' }]
}
