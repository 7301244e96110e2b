import { type ExitCode, exitCodes } from './exit-code.ts'
import { ignoresHangup } from './ignores-hangup.ts'

/** `interrupt` is Ctrl-C; `terminate` is SIGTERM; `hangup` is a closed terminal; `unread` is output nobody reads any more. */
export type StopRequest = 'interrupt' | 'terminate' | 'hangup' | 'unread'

/** As a shell tells the signal that would have ended the process; for `unread` that is SIGPIPE. */
const exitCodeOfRequest: Record<StopRequest, ExitCode> = {
  interrupt: exitCodes.interrupted,
  terminate: exitCodes.terminated,
  hangup: exitCodes.hungUp,
  unread: exitCodes.unread,
}

interface Taker {
  fn: (nth: number, request: StopRequest) => void
  endsUnread: boolean
}

export interface InterruptsOptions {
  nowMs: () => number
  /** Ends the process at once. */
  leave: (exitCode: ExitCode) => void
}

/** A third request is no question any more. */
const leaveAt = 3

/** A terminal and `npm run` may both pass one Ctrl-C on; what comes closer than this is the same one. */
export const sameRequestMs = 100

/**
 * Requests to stop, numbered in the order they come. Whatever can stop in good order takes them while it runs (`take`); while nothing does, a request
 * aborts `signal`, and the third ends the process.
 */
export class Interrupts {
  readonly #abort = new AbortController()
  readonly #nowMs: () => number
  readonly #leave: InterruptsOptions['leave']
  #takers: Taker[] = []
  #isUnread = false
  #count = 0
  #lastMs = Number.NEGATIVE_INFINITY
  #exitCode: ExitCode | undefined
  /** The latest request that came while nothing took them; the next taker is told of it. */
  #untaken: StopRequest | undefined

  constructor({ nowMs, leave }: InterruptsOptions) {
    this.#nowMs = nowMs
    this.#leave = leave
  }

  /** Aborts when a stop is requested while nobody takes requests. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** What the process has to exit with, once it has been asked to stop. */
  get exitCode(): ExitCode | undefined {
    return this.#exitCode
  }

  request(request: StopRequest): void {
    if (this.#nowMs() - this.#lastMs < sameRequestMs) return
    this.#lastMs = this.#nowMs()
    this.#count++
    this.#exitCode ??= exitCodeOfRequest[request]
    const taker = this.#takers.at(-1)
    if (taker) return taker.fn(this.#count, request)
    if (this.#count >= leaveAt) return this.#leave(this.#exitCode)
    this.#untaken = request
    this.#abort.abort()
  }

  /** Nobody reads the output any more: work goes on to its end all the same, but what has none of its own ends now. */
  unread(): void {
    this.#isUnread = true
    if (this.#takers.at(-1)?.endsUnread) this.request('unread')
  }

  /**
   * Until disposed, `fn` is told of each request, with its number from 1, and `signal` stays as it is. One that nobody took is told at once.
   * `endsUnread`: that nobody reads the output is a request, too.
   */
  take(fn: Taker['fn'], { endsUnread = false } = {}): Disposable {
    const taken = { fn, endsUnread }
    this.#takers.push(taken)
    if (endsUnread && this.#isUnread) this.request('unread')
    if (this.#untaken) fn(this.#count, this.#untaken)
    this.#untaken = undefined
    return { [Symbol.dispose]: () => void (this.#takers = this.#takers.filter((taker) => taker !== taken)) }
  }
}

const signals = { SIGINT: 'interrupt', SIGTERM: 'terminate', SIGHUP: 'hangup', SIGBREAK: 'interrupt' } as const

/** Passes the process's signals on; from here on they no longer end it by themselves. Whoever began it with `nohup` has it ignore a hangup. */
export function listenToSignals(interrupts: Interrupts): void {
  const deaf = ignoresHangup(process)
  for (const [signal, request] of Object.entries(signals))
    if (signal !== 'SIGBREAK' || process.platform === 'win32')
      process.on(signal as NodeJS.Signals, () => {
        if (request !== 'hangup' || !deaf) interrupts.request(request)
      })
}
