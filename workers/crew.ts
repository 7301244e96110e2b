import { availableParallelism } from 'node:os'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../contract/fault.ts'
import { type ChoreName, type Chores, chores } from './chores.ts'

type Input<N extends ChoreName> = Parameters<Chores[N]>[0]
type Answer<N extends ChoreName> = ReturnType<Chores[N]>

/** From a helper: once it can begin, and then its answers in the order it was asked. */
export type HelperMessage = 'ready' | { ok: true; answer: unknown } | { ok: false; fault: WireFault }

/** A task has a permit for one core. Helpers go beyond that permit, so their number is bounded. */
const helpersMost = Math.min(3, availableParallelism() - 1)
/** With fewer pieces than this, the task's own thread is done before a helper has started. */
const fewestPieces = 4
/** Pieces a helper has at a time: the one it works at, and the next one, so that it never waits. */
const inHandMost = 2
/** How many answers of this thread may wait to be taken by the caller, so that memory stays bounded when the caller is slow. */
const aheadMost = 4

/**
 * Does pieces of one chore, in this thread and, where there are many, in helping ones at the same time. Yields the answers in the order of the
 * pieces, and holds a few at the most. Ends, also by a fault or early, only when no helper is at a piece any more.
 */
export async function* shareOut<N extends ChoreName>(
  name: N,
  pieces: readonly Input<N>[],
): AsyncGenerator<Answer<N>, void, undefined> {
  const chore = chores[name] as (input: Input<N>) => Answer<N>
  const crew = pieces.length < fewestPieces ? [] : helpers()
  const begun: Promise<Answer<N>>[] = []
  try {
    for (const piece of pieces) {
      const helper = crew.find(({ isReady, inHand }) => isReady && inHand < inHandMost)
      begun.push(helper ? (helper.ask(name, piece) as Promise<Answer<N>>) : done(() => chore(piece)))
      // Lets the messages with the answers of helpers in.
      if (!helper) await turn()
      const first = begun.length > aheadMost + crew.length * inHandMost ? begun.shift() : undefined
      if (first) yield await first
    }
    for (let first = begun.shift(); first; first = begun.shift()) yield await first
  } finally {
    await Promise.allSettled(begun)
  }
}

/** The answer of this thread, as a promise like those of helpers. It may fail long before its turn to be awaited, which is no unhandled rejection. */
function done<T>(work: () => T): Promise<T> {
  const result = Promise.try(work)
  result.catch(() => {})
  return result
}

/** Helpers stay for the next task of this thread, and end when the thread does. */
const team: Helper[] = []

function helpers(): readonly Helper[] {
  while (team.length < helpersMost) team.push(new Helper())
  return team
}

class Helper {
  readonly #worker: Worker
  /** A helper that is still starting gets no pieces: everything behind them would have to wait for its start. */
  isReady = false
  #waiting: PromiseWithResolvers<unknown>[] = []

  constructor() {
    const entry = import.meta.url.endsWith('.ts') ? './crew-entry.ts' : './crew.js'
    this.#worker = new Worker(new URL(entry, import.meta.url), { name: 'millrace-crew' })
    this.#worker.unref()
    this.#worker.on('message', (message: HelperMessage) => this.#hear(message))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('a helping thread ended')))
  }

  get inHand(): number {
    return this.#waiting.length
  }

  ask(name: ChoreName, input: unknown): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>()
    waiting.promise.catch(() => {})
    this.#waiting.push(waiting)
    this.#worker.ref()
    this.#worker.postMessage({ name, input })
    return waiting.promise
  }

  #hear(message: HelperMessage): void {
    if (message === 'ready') {
      this.isReady = true
      return
    }
    const waiting = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#worker.unref()
    if (message.ok) waiting?.resolve(message.answer)
    else waiting?.reject(Fault.fromWire(message.fault))
  }

  #fail(error: unknown): void {
    if (team.includes(this)) team.splice(team.indexOf(this), 1)
    for (const { reject } of this.#waiting) reject(error)
    this.#waiting = []
  }
}
