import { type Clock, epochMsOf } from './clock.ts'
import { Fifo, type Place } from './fifo.ts'
import type { Party } from './party.ts'
import { Waiter } from './waiter.ts'
import { Release } from './release.ts'

/** Keys to share with other readers, and keys to hold alone. A key in both counts as written. */
export interface LockKeys {
  read?: readonly string[]
  write?: readonly string[]
}

/** One key and its queue; removed from memory when nobody holds or wants it. */
interface Key {
  name: string
  readers: number
  written: boolean
  line: Fifo<Share>
}

/** What one request wants of one key. */
interface Share {
  request: Request
  key: Key
  mode: 'read' | 'write'
  /** Its place in the key's queue; undefined once granted. */
  place: Place<Share> | undefined
}

interface Request {
  who: string
  shares: Share[]
  /** Shares not granted yet. */
  missing: number
  /** Monotonic: when it joined the queues, then when it was granted. */
  sinceMs: number
  waiter?: Waiter<Disposable>
}

/**
 * Reader-writer locks by key, several keys at once. A request joins the queues of all its keys in one step, so of two requests the earlier one
 * is ahead in every queue they share: nobody starves, and no deadlock is possible. (Locking keys one by one in sorted order
 * is as safe, but lets latecomers overtake.) A read cannot be upgraded to a write, and the holder of a lock must not ask for another:
 * ask for all keys together.
 */
export class KeyedLock {
  readonly #keys = new Map<string, Key>()
  readonly #waiting = new Set<Request>()
  readonly #held = new Set<Request>()
  readonly #clock: Clock

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock
  }

  /** How many keys somebody holds or wants. */
  get size(): number {
    return this.#keys.size
  }

  /** Resolves once every key is granted; disposing releases them all. On abort rejects with the signal's reason and holds nothing. */
  async lock(keys: LockKeys, { signal, who }: { signal: AbortSignal; who: string }): Promise<Disposable> {
    signal.throwIfAborted()
    const request: Request = { who, shares: [], missing: 0, sinceMs: this.#clock.monotonicMs() }
    const write = new Set(keys.write)
    const read = new Set(keys.read).difference(write)
    for (const name of write) this.#ask(request, name, 'write')
    for (const name of read) this.#ask(request, name, 'read')
    if (request.missing === 0) return this.#grant(request)
    this.#waiting.add(request)
    request.waiter = new Waiter(signal, () => this.#giveUp(request))
    return request.waiter.promise
  }

  /** Who waits, oldest first, and for which keys. */
  waiting(): Party[] {
    return Array.from(this.#waiting, (request) => this.#describe(request, ({ place }) => place !== undefined))
  }

  /** Who holds which keys, oldest first. */
  held(): Party[] {
    return Array.from(this.#held, (request) => this.#describe(request, () => true))
  }

  #ask(request: Request, name: string, mode: Share['mode']): void {
    const key = this.#keys.get(name) ?? this.#newKey(name)
    const share: Share = { request, key, mode, place: undefined }
    request.shares.push(share)
    if (key.line.size === 0 && isFree(share)) return take(share)
    share.place = key.line.push(share)
    request.missing++
  }

  #newKey(name: string): Key {
    const key: Key = { name, readers: 0, written: false, line: new Fifo() }
    this.#keys.set(name, key)
    return key
  }

  #grant(request: Request): Disposable {
    request.sinceMs = this.#clock.monotonicMs()
    this.#held.add(request)
    return new Release(() => void (this.#held.delete(request) && this.#giveBack(request)))
  }

  #giveUp(request: Request): void {
    this.#waiting.delete(request)
    this.#giveBack(request)
  }

  /** Leaves every queue and releases every key of the request. */
  #giveBack(request: Request): void {
    for (const share of request.shares) {
      if (share.place) share.key.line.remove(share.place)
      else if (share.mode === 'write') share.key.written = false
      else share.key.readers--
      this.#serve(share.key)
    }
  }

  #serve(key: Key): void {
    for (let share = key.line.first; share && isFree(share); share = key.line.first) {
      key.line.shift()
      take(share)
      if (--share.request.missing === 0) this.#finish(share.request)
    }
    if (key.readers === 0 && !key.written && key.line.size === 0) this.#keys.delete(key.name)
  }

  #finish(request: Request): void {
    this.#waiting.delete(request)
    request.waiter?.resolve(this.#grant(request))
  }

  /** For example `write /a, read /b`. */
  #describe({ who, shares, sinceMs }: Request, shown: (share: Share) => boolean): Party {
    const what = shares.filter(shown).map(({ mode, key }) => `${mode} ${key.name}`)
    return { who, what: what.join(', '), sinceMs: epochMsOf(this.#clock, sinceMs) }
  }
}

function isFree({ key, mode }: Share): boolean {
  return !key.written && (mode === 'read' || key.readers === 0)
}

function take(share: Share): void {
  share.place = undefined
  if (share.mode === 'write') share.key.written = true
  else share.key.readers++
}
