import { Fault } from '../../contract/fault.ts'
import type { Timer } from '../link/timer.ts'
import type { Upload, UploadDoor } from '../link/upload-door.ts'
import { contentKey } from './content-key.ts'

/** A file of this computer and the path it gets in the drop. */
export interface OfferedFile {
  path: string
  file: File
}

export interface UploadRow {
  nth: number
  path: string
  sizeBytes: number
  state: 'waiting' | 'sending' | 'arrived' | 'known' | 'failed'
  sentBytes: number
  fault: Fault | null
}

/** Rows are replaced when they change, so that whoever draws them sees which ones did. */
export interface UploadProgress {
  state: 'sending' | 'arrived' | 'stopped'
  rows: readonly UploadRow[]
  arrived: number
  known: number
  failed: number
  sentBytes: number
  totalBytes: number
  /** The line is down, and the next try comes by itself. */
  offline: boolean
}

const sendingMost = 4
const pieceBytes = 8 * 1024 * 1024
const firstRetryMs = 500
const longestRetryMs = 15_000
/** Some ten minutes without a line; then the file is told as failed, and a person may try it again. */
const triesMost = 40

interface Tools {
  door: UploadDoor
  timer: Timer
  /** Told after each change; look at `progress()` when it suits. */
  changed: () => void
}

/** Sends the files of one drop, a few at a time, each in pieces that go on where they broke off. Disposing stops it and leaves what has arrived. */
export class UploadRun implements Disposable {
  readonly drop: string
  readonly #files: readonly OfferedFile[]
  readonly #rows: UploadRow[]
  readonly #uploads = new Map<number, Upload>()
  readonly #tools: Tools
  readonly #ending = new AbortController()
  readonly #offline = new Set<number>()
  #next = 0
  #state: UploadProgress['state'] = 'sending'

  constructor(drop: string, files: readonly OfferedFile[], tools: Tools) {
    this.drop = drop
    this.#files = files
    this.#tools = tools
    this.#rows = files.map(({ path, file }, nth) => row(nth, path, file.size))
  }

  progress(): UploadProgress {
    const count = (state: UploadRow['state']) => this.#rows.filter((one) => one.state === state).length
    const known = count('known')
    return {
      state: this.#state,
      rows: [...this.#rows],
      arrived: count('arrived') + known,
      known,
      failed: count('failed'),
      sentBytes: this.#rows.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      totalBytes: this.#rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      offline: this.#offline.size > 0,
    }
  }

  /** Resolves when each file has arrived or failed, or when a full disk or the person stopped it. Never rejects. */
  async send(): Promise<void> {
    this.#state = 'sending'
    await Promise.all(Array.from({ length: sendingMost }, () => this.#sendNext()))
    if (this.#state === 'sending') this.#state = this.#ending.signal.aborted ? 'stopped' : 'arrived'
    this.#tools.changed()
  }

  /** Sends what failed once more. */
  async sendAgain(): Promise<void> {
    for (const { nth, path, sizeBytes, state } of this.#rows)
      if (state === 'failed' || state === 'waiting') this.#rows[nth] = row(nth, path, sizeBytes)
    this.#next = 0
    await this.send()
  }

  /** Stops, and has the server forget all of it. */
  async remove({ signal }: { signal: AbortSignal }): Promise<void> {
    this[Symbol.dispose]()
    await Promise.allSettled([...this.#uploads.values()].map(({ id }) => this.#tools.door.remove(id, { signal })))
  }

  [Symbol.dispose](): void {
    this.#ending.abort()
  }

  async #sendNext(): Promise<void> {
    while (this.#state === 'sending' && !this.#ending.signal.aborted) {
      const nth = this.#next++
      const one = this.#rows[nth]
      if (!one) return
      if (one.state === 'waiting') await this.#sendOne(one)
    }
  }

  async #sendOne({ nth, path, sizeBytes }: UploadRow): Promise<void> {
    const file = this.#files[nth]?.file
    if (!file) return
    const { signal } = this.#ending
    this.#change(nth, { state: 'sending' })
    try {
      const key = await contentKey(file)
      const offer = { drop: this.drop, path, sizeBytes, modifiedMs: file.lastModified, key }
      let upload = await this.#persist(nth, () => this.#tools.door.begin(offer, { signal }))
      this.#uploads.set(nth, upload)
      const known = upload.file !== null
      while (upload.file === null) upload = await this.#sendPiece(nth, upload, file)
      this.#change(nth, { state: known ? 'known' : 'arrived', sentBytes: sizeBytes })
    } catch (error) {
      if (signal.aborted) return
      const fault = Fault.from(error, path)
      this.#change(nth, { state: 'failed', fault })
      if (fault.code === 'disk-full') this.#state = 'stopped'
    }
  }

  async #sendPiece(nth: number, { id, offset }: Upload, file: File): Promise<Upload> {
    const { signal } = this.#ending
    this.#change(nth, { sentBytes: offset })
    const bytes = file.slice(offset, offset + pieceBytes)
    const sent = await this.#persist(nth, async (again) => {
      if (again) await requireReadable(bytes, file.name)
      if (!again) return this.#tools.door.send(id, { offset, bytes }, { signal })
      return this.#tools.door.state(id, { signal })
    })
    return sent
  }

  /** Asks until there is an answer; a line that is down is waited for. `again` after the first try. */
  async #persist(nth: number, ask: (again: boolean) => Promise<Upload>): Promise<Upload> {
    for (let tries = 0; ; tries++) {
      try {
        const upload = await ask(tries > 0)
        this.#setOffline(nth, false)
        return upload
      } catch (error) {
        const mayPass = error instanceof Fault && error.code === 'no-connection'
        if (!mayPass || tries >= triesMost) {
          this.#setOffline(nth, false)
          throw error
        }
        this.#setOffline(nth, true)
        await this.#pause(Math.min(longestRetryMs, firstRetryMs * 2 ** tries))
      }
    }
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#ending
    const waiting = Promise.withResolvers<void>()
    const stop = () => waiting.reject(signal.reason)
    const handle = this.#tools.timer.after(ms, () => waiting.resolve())
    signal.addEventListener('abort', stop, { once: true })
    return waiting.promise.finally(() => {
      handle[Symbol.dispose]()
      signal.removeEventListener('abort', stop)
    })
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

function row(nth: number, path: string, sizeBytes: number): UploadRow {
  return { nth, path, sizeBytes, state: 'waiting', sentBytes: 0, fault: null }
}

/** A browser says the same of a broken line and of a file that is gone; so the file is asked first. */
async function requireReadable(bytes: Blob, name: string): Promise<void> {
  try {
    await bytes.slice(0, 1).arrayBuffer()
  } catch (cause) {
    throw new Fault('file-missing', { subject: name, cause })
  }
}
