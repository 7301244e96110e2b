import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../async/clock.ts'

/** 256 bits: nobody guesses it, so the cap below only keeps a loop from costing anything. */
const tokenBytes = 32
const failuresMost = 20
const failuresWindowMs = 60_000
/** Browsers of one person; the oldest is signed out. */
const sessionsMost = 32

export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url')
}

/** Who may use the server: whoever has its token, by header or by a session begun with it. */
export class Access {
  readonly token: string
  readonly #clock: Clock
  /** Hash of each session's secret, oldest first, with whom to tell when it ends. */
  readonly #sessions = new Map<string, AbortController>()
  #failures: number[] = []

  /** Without a `token`, one of this start alone. */
  constructor(clock: Clock, token = newToken()) {
    this.#clock = clock
    this.token = token
  }

  /** Begins a session; answers its secret, or why not. */
  signIn(token: string): { secret: string } | { refused: 'wrong' | 'too-often' } {
    const nowMs = this.#clock.monotonicMs()
    this.#failures = this.#failures.filter((atMs) => nowMs - atMs < failuresWindowMs)
    if (!same(token, this.token)) {
      // The right one is let in however many others have tried, or anybody could keep its owner out.
      if (this.#failures.length >= failuresMost) return { refused: 'too-often' }
      this.#failures.push(nowMs)
      return { refused: 'wrong' }
    }
    const secret = randomBytes(tokenBytes).toString('base64url')
    this.#sessions.set(hashOf(secret), new AbortController())
    const [oldest] = this.#sessions.keys()
    if (this.#sessions.size > sessionsMost && oldest) this.#end(oldest)
    return { secret }
  }

  signOut(secret: string): void {
    this.#end(hashOf(secret))
  }

  /** Who asks: aborts when their session ends; null when they may not. */
  admits({ bearer, secret }: { bearer: string; secret: string }): AbortSignal | null {
    if (bearer !== '' && same(bearer, this.token)) return never
    return this.#sessions.get(hashOf(secret))?.signal ?? null
  }

  #end(hash: string): void {
    this.#sessions.get(hash)?.abort()
    this.#sessions.delete(hash)
  }
}

const never = new AbortController().signal

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Takes as long for any two texts. */
function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))
}
