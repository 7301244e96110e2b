import type { Client } from '../../contract/client.ts'
import type { BatchSnapshot } from '../../contract/event.ts'
import { contractVersion } from '../../contract/contract-version.ts'
import { Fault } from '../../contract/fault.ts'
import type { Connection, Link, News } from './link.ts'
import { LineWatch } from './line-watch.ts'
import { noLine, type Place, Rpc } from './rpc.ts'
import type { Timer } from './timer.ts'
import type { Dial, LostReason, Wire } from './wire.ts'

/** A server that was started again answers soon; one that is away is not asked more than four times a minute. */
const firstRetryMs = 500
const longestRetryMs = 15_000
const dialMs = 10_000

interface Started extends Place {
  resumed: boolean
  batches: BatchSnapshot[]
}

/** A link over wires that may break: dials again until disposed, goes on with the events where the last wire left off. */
export class MendingLink implements Link, Disposable {
  readonly ask: Client['ask']
  readonly #dial: Dial
  readonly #timer: Timer
  readonly #listeners = new Set<(news: News) => void>()
  readonly #ending = new AbortController()
  #connection: Connection = { state: 'connecting' }
  #rpc: Rpc | undefined
  #wire: Wire | undefined
  #watch: LineWatch | undefined
  #place: Place | undefined
  #tries = 0
  #lostMs: number | null = null
  #ended = false
  #retry: Disposable | undefined

  constructor({ dial, timer }: { dial: Dial; timer: Timer }) {
    this.#dial = dial
    this.#timer = timer
    this.ask = (command, input, options) => {
      return (this.#rpc?.ask(command, input, options) ?? Promise.reject(noLine())) as never
    }
    void this.#open()
  }

  listen(hear: (news: News) => void): Disposable {
    this.#listeners.add(hear)
    hear({ type: 'connection', connection: this.#connection })
    return { [Symbol.dispose]: () => this.#listeners.delete(hear) }
  }

  retryNow(): void {
    if (!this.#retry) return
    this.#retry[Symbol.dispose]()
    void this.#open()
  }

  [Symbol.dispose](): void {
    this.#ending.abort()
    this.#retry?.[Symbol.dispose]()
    this.#watch?.[Symbol.dispose]()
    this.#wire?.[Symbol.dispose]()
    this.#rpc?.lost()
  }

  async #open(): Promise<void> {
    this.#retry = undefined
    if (this.#lostMs !== null) this.#tellLost(this.#lostMs, null)
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(dialMs)])
    try {
      await this.#greet(await this.#dial({ signal }), signal)
    } catch (error) {
      const settled = this.#ending.signal.aborted || this.#retry || this.#connection.state === 'refused'
      if (settled) return
      const code = error instanceof Fault ? error.code : ''
      if (code === 'contract-differs') this.#refused('other-version')
      else this.#lost(code === 'not-permitted' ? 'signed-out' : 'gone')
    }
  }

  async #greet(wire: Wire, signal: AbortSignal): Promise<void> {
    const rpc = new Rpc(wire, (event, place) => {
      this.#place = place
      this.#broadcast({ type: 'event', event })
    })
    this.#wire = wire
    const lost = (why: LostReason) => {
      rpc.lost()
      this.#lost(why)
    }
    wire.listen({ hear: (text) => rpc.hear(text), lost })
    const hello = (options: { signal: AbortSignal }) => rpc.ask('hello', { contractVersion }, options)
    await hello({ signal })
    const started = (await rpc.ask('events.start', this.#place ?? {}, { signal })) as Started
    this.#rpc = rpc
    this.#watch = new LineWatch({ timer: this.#timer, ask: hello, dead: () => this.#lost('gone') })
    this.#opened(started)
  }

  #opened({ epoch, seq, resumed, batches }: Started): void {
    const nowMs = this.#timer.nowMs()
    const awayMs = this.#lostMs === null ? null : nowMs - this.#lostMs
    if (!resumed || !this.#place) this.#place = { epoch, seq }
    this.#tries = 0
    this.#lostMs = null
    this.#ended = false
    this.#tell({ state: 'open', sinceMs: nowMs, awayMs })
    if (!resumed) this.#broadcast({ type: 'afresh', batches })
  }

  #lost(why: LostReason): void {
    this.#hangUp()
    if (why !== 'gone' && why !== 'ended') return this.#refused(why)
    // That nobody answers afterwards does not mean that work goes on.
    if (why === 'ended') this.#ended = true
    const nowMs = this.#timer.nowMs()
    this.#lostMs ??= nowMs
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#tries++)
    this.#retry = this.#timer.after(waitMs, () => void this.#open())
    this.#tellLost(this.#lostMs, nowMs + waitMs)
  }

  #tellLost(sinceMs: number, retryMs: number | null): void {
    this.#tell({ state: 'lost', sinceMs, retryMs, ...(this.#ended && { ended: true as const }) })
  }

  #refused(why: 'signed-out' | 'other-version' | 'too-many'): void {
    this.#hangUp()
    this.#tell({ state: 'refused', why })
  }

  #hangUp(): void {
    this.#watch?.[Symbol.dispose]()
    this.#wire?.[Symbol.dispose]()
    this.#rpc?.lost()
    this.#wire = undefined
    this.#rpc = undefined
  }

  #tell(connection: Connection): void {
    this.#connection = connection
    this.#broadcast({ type: 'connection', connection })
  }

  #broadcast(news: News): void {
    for (const hear of this.#listeners) hear(news)
  }
}
