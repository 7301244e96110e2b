import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'
import type { Clock } from '../../../async/clock.ts'
import type { BatchView } from './batch-view.ts'
import { escapeName } from './escape-name.ts'
import { briefFaultText } from './fault-text.ts'
import { liveLines } from './live-lines.ts'
import { Pace } from './pace.ts'
import { Painter } from './painter.ts'
import type { Terminal } from './terminal.ts'

/** Work that is over sooner needs no progress. */
const quietMs = 500
/** Ten times a second at most. */
const repaintMs = 100

/** A batch as one repainted block on a terminal. Failures are counted while it runs and grouped by cause at the end. */
export class LiveView implements BatchView {
  readonly #terminal: Terminal
  readonly #clock: Clock
  readonly #painter: Painter
  readonly #pace = new Pace()
  readonly #resizing: Disposable
  #batch: BatchSnapshot | undefined
  #lastFailure = ''
  #next: Disposable
  #due = false
  #pending = false

  constructor({ terminal, clock }: { terminal: Terminal; clock: Clock }) {
    this.#terminal = terminal
    this.#clock = clock
    this.#painter = new Painter(terminal)
    this.#resizing = terminal.onResize(() => this.#paintSoon())
    this.#next = clock.after(quietMs, () => this.#mayPaint())
  }

  started(batch: BatchSnapshot): void {
    this.#take(batch)
  }

  event(event: EngineEvent): void {
    if (event.type === 'batch') this.#take(event.batch)
    else if (event.type === 'notice') this.say(event.message)
    else if (event.type === 'ended') this.#takeFailures(event)
  }

  say(sentence: string): void {
    this.#painter.print(escapeName(sentence))
  }

  failed(): void {}

  [Symbol.dispose](): void {
    this.#next[Symbol.dispose]()
    this.#resizing[Symbol.dispose]()
    this.#painter[Symbol.dispose]()
  }

  #take(batch: BatchSnapshot): void {
    this.#batch = batch
    this.#pace.take(batch, this.#clock.monotonicMs())
    this.#paintSoon()
  }

  #takeFailures({ rows }: EngineEvent & { type: 'ended' }): void {
    const last = rows.findLast((row) => row.state === 'failed')
    if (last?.fault) this.#lastFailure = briefFaultText(last.path, last.fault)
  }

  #paintSoon(): void {
    if (this.#due) this.#paint()
    else this.#pending = true
  }

  /** A repaint is allowed from now on; one that was wanted meanwhile happens at once. */
  #mayPaint(): void {
    this.#due = true
    if (this.#pending) this.#paint()
  }

  #paint(): void {
    this.#due = false
    this.#pending = false
    this.#next = this.#clock.after(repaintMs, () => this.#mayPaint())
    if (!this.#batch) return
    const { bytesPerSecond } = this.#pace
    const remainingMs = this.#pace.remainingMs(this.#clock.monotonicMs())
    const progress = { batch: this.#batch, bytesPerSecond, remainingMs, lastFailure: this.#lastFailure }
    this.#painter.paint(liveLines(progress, this.#terminal))
  }
}
