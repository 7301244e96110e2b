import type { BatchSnapshot, EndedRow, EngineEvent } from '../../../../contract/event.ts'
import type { ReportLine } from '../../../../contract/job.ts'
import type { Clock } from '../../../async/clock.ts'
import type { BatchView } from './batch-view.ts'
import { bytesSoFar } from './bytes-so-far.ts'
import { escapeName } from './escape-name.ts'
import type { FileFault } from './fault-text.ts'
import { Pace } from './pace.ts'
import { placeOf } from './place-of.ts'
import { SameReason } from './same-reason.ts'
import type { Terminal } from './terminal.ts'
import { aboutDuration, countOf, numberOf, sizeOf } from './words.ts'

const progressEveryMs = 10_000
/** Skipped files that are named one by one. */
const skipsNamed = 10

/** A batch as lines for a pipe, a file or a terminal that cannot be painted: its start, each file that fails or is skipped, now and then a total. */
export class PlainView implements BatchView {
  readonly #terminal: Terminal
  readonly #clock: Clock
  readonly #pace = new Pace()
  readonly #named = new Set<string>()
  #saidMs: number
  #reason = ''
  readonly #same = new SameReason()
  #skips = 0
  #started = false

  constructor({ terminal, clock }: { terminal: Terminal; clock: Clock }) {
    this.#terminal = terminal
    this.#clock = clock
    this.#saidMs = clock.monotonicMs()
  }

  started(batch: BatchSnapshot): void {
    if (!this.#started) this.#line(`Running ${batch.recipe}. Results go to ${placeOf(batch)}`)
    this.#started = true
  }

  event(event: EngineEvent): void {
    if (event.type === 'batch') this.#progress(event.batch)
    else if (event.type === 'ended') for (const row of event.rows) this.#ended(row)
    else if (event.type === 'notice') this.#line(event.message)
  }

  say(sentence: string): void {
    this.#line(sentence)
  }

  failed({ path, message, remedy, code }: ReportLine): void {
    const name = path.toWellFormed()
    if (!this.#named.has(name)) this.#failure(path, { message: message ?? '', remedy, code })
    this.#named.add(name)
  }

  [Symbol.dispose](): void {}

  #ended({ path, state, fault }: EndedRow): void {
    if (state !== 'failed' && state !== 'skipped') return
    if (state === 'skipped') return this.#skipped(fault ? this.#same.line({ state, path, fault }) : `skipped: ${path}`)
    this.#named.add(path.toWellFormed())
    if (fault) this.#failure(path, fault)
    else this.#line(`failed: ${path}`)
  }

  #failure(path: string, fault: FileFault): void {
    this.#line(this.#same.line({ state: 'failed', path, fault }))
  }

  #progress(batch: BatchSnapshot): void {
    const nowMs = this.#clock.monotonicMs()
    this.#pace.take(batch, nowMs)
    if (batch.reason && batch.reason !== this.#reason) this.#line(`waiting: ${batch.reason}`)
    this.#reason = batch.reason
    if (nowMs - this.#saidMs < progressEveryMs) return
    this.#saidMs = nowMs
    this.#line(this.#totals(batch, nowMs))
  }

  #totals(batch: BatchSnapshot, nowMs: number): string {
    const { counts, state } = batch
    // While more are found nobody knows of how many these are, nor how long all will take.
    if (state === 'counting') return soFar(counts)
    const remainingMs = this.#pace.remainingMs(nowMs)
    const rate = this.#pace.bytesPerSecond
    return [
      `${numberOf(counts.done)} of ${countOf(counts.total, 'file')} done`,
      ...(counts.failed > 0 ? [`${numberOf(counts.failed)} failed`] : []),
      `${sizeOf(bytesSoFar(batch))} of ${sizeOf(counts.totalBytes)}`,
      ...(rate ? [`${sizeOf(rate)}/s`] : []),
      ...(remainingMs === null ? [] : [`${aboutDuration(remainingMs)} left`]),
    ].join(', ')
  }

  /** Links, pipes and the like may be very many: the first are named, the others counted. */
  #skipped(text: string): void {
    this.#skips++
    if (this.#skips <= skipsNamed) this.#line(text)
    else if (this.#skips === skipsNamed + 1) this.#line('More files are skipped; `--report` names all of them.')
  }

  #line(text: string): void {
    this.#terminal.write(`${escapeName(text)}\n`)
  }
}

function soFar({ done, failed, total, endedBytes }: BatchSnapshot['counts']): string {
  const failures = failed > 0 ? `, ${numberOf(failed)} failed` : ''
  return `${numberOf(done)} done${failures} of at least ${countOf(total, 'file')}, found so far, ${sizeOf(endedBytes)}`
}
