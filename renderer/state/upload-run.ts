import { Fault } from '../../contract/fault.ts'
import type { Timer } from '../link/timer.ts'
import type { UploadDoor } from '../link/upload-door.ts'
import { type OfferedFile, sendFile } from './send-file.ts'
import { newRow, progressOf, type UploadProgress, type UploadRow } from './upload-rows.ts'

export const sendingMost = 4

interface Tools {
  door: Pick<UploadDoor, 'begin' | 'state' | 'send'>
  timer: Timer
  /** Told after each change; look at `progress()` when it suits. */
  changed: () => void
}

/** Sends the files of one drop in their order, a few at a time, each in pieces that go on where they broke off. */
export class UploadRun {
  readonly drop: string
  readonly #files: readonly OfferedFile[]
  readonly #rows: UploadRow[]
  readonly #tools: Tools
  readonly #offline = new Set<number>()
  /** Of the files that are being sent, by their place. */
  readonly #stops = new Map<number, AbortController>()
  #round = new AbortController()
  #rounds: Promise<void> = Promise.resolve()
  #next = 0
  /** Asked to rest; a round that waits for its turn is not begun then. */
  #rests = false
  #state: UploadProgress['state'] = 'sending'

  constructor(drop: string, files: readonly OfferedFile[], tools: Tools) {
    this.drop = drop
    this.#files = files
    this.#tools = tools
    this.#rows = files.map(({ path, file }, nth) => newRow(nth, path, file.size))
  }

  progress(): UploadProgress {
    return progressOf(this.#rows, { state: this.#state, offline: this.#offline.size > 0 })
  }

  /** Resolves when each file has arrived, failed or was given up, or when a full disk or a pause stopped it. Never rejects. */
  send(): Promise<void> {
    this.#rests = false
    this.#rounds = this.#rounds.then(() => this.#sendAll())
    return this.#rounds
  }

  /** Sends what failed once more, or the files at these places, also those that were given up. */
  async sendAgain(nths?: readonly number[]): Promise<void> {
    const meant = nths && new Set(nths)
    for (const { nth, path, sizeBytes, state } of this.#rows) {
      const isMeant = meant ? meant.has(nth) && (state === 'failed' || state === 'cancelled') : state === 'failed'
      if (!isMeant) continue
      this.#rows[nth] = newRow(nth, path, sizeBytes)
      // In a round that is under way they are the next.
      this.#next = Math.min(this.#next, nth)
    }
    this.#tools.changed()
    await this.send()
  }

  /** Does without these files, unless they have arrived. */
  giveUp(nths: readonly number[]): void {
    for (const nth of nths) {
      const state = this.#rows[nth]?.state
      if (state !== 'waiting' && state !== 'sending' && state !== 'failed') continue
      this.#change(nth, { state: 'cancelled', fault: null })
      this.#stops.get(nth)?.abort()
    }
  }

  /** Stops at once; what has arrived of a file is not sent again. */
  pause(): void {
    this.#rests = true
    if (this.#state !== 'sending') return
    this.#state = 'paused'
    this.#round.abort()
    this.#tools.changed()
  }

  resume(): void {
    if (this.#state === 'paused' && this.#rests) void this.send()
  }

  async #sendAll(): Promise<void> {
    if (this.#rests) return
    this.#round = new AbortController()
    this.#state = 'sending'
    this.#next = 0
    await Promise.all(Array.from({ length: sendingMost }, () => this.#sendNext()))
    if (this.#state === 'sending') this.#state = 'arrived'
    this.#tools.changed()
  }

  async #sendNext(): Promise<void> {
    while (this.#state === 'sending') {
      const nth = this.#next++
      const row = this.#rows[nth]
      if (!row) return
      if (row.state === 'waiting') await this.#sendOne(row)
    }
  }

  async #sendOne(row: UploadRow): Promise<void> {
    const { nth, path, sizeBytes } = row
    const stop = new AbortController()
    const signal = AbortSignal.any([this.#round.signal, stop.signal])
    this.#stops.set(nth, stop)
    this.#change(nth, { state: 'sending', startedMs: this.#tools.timer.nowMs() })
    try {
      const isKnown = await this.#sendFile(nth, signal)
      this.#change(nth, { state: isKnown ? 'known' : 'arrived', sentBytes: sizeBytes })
    } catch (error) {
      if (stop.signal.aborted) return
      if (signal.aborted) return this.#change(nth, { state: 'waiting' })
      const fault = Fault.from(error, path)
      this.#change(nth, { state: 'failed', fault })
      if (fault.code === 'disk-full') this.#state = 'stopped'
    } finally {
      this.#stops.delete(nth)
      this.#setOffline(nth, false)
    }
  }

  async #sendFile(nth: number, signal: AbortSignal): Promise<boolean> {
    const file = this.#files[nth]
    if (!file) return false
    const { door, timer } = this.#tools
    const sent = (sentBytes: number) => this.#change(nth, { sentBytes })
    const offline = (isOffline: boolean) => this.#setOffline(nth, isOffline)
    return sendFile(file, { drop: this.drop, nth, door, timer, signal, sent, offline })
  }

  #setOffline(nth: number, offline: boolean): void {
    if (offline === this.#offline.has(nth)) return
    if (offline) this.#offline.add(nth)
    else this.#offline.delete(nth)
    this.#tools.changed()
  }

  #change(nth: number, changes: Partial<UploadRow>): void {
    const before = this.#rows[nth]
    if (!before) return
    this.#rows[nth] = { ...before, ...changes }
    this.#tools.changed()
  }
}
