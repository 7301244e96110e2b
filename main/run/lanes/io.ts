import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../../../contract/fault.ts'
import { PendingCalls } from '../../async/pending-calls.ts'
import { entryUrl } from '../../entry-points.ts'
import type { Operations } from '../../io/operations.ts'
import type { IoMessage } from '../../io/thread.ts'

type Name = keyof Operations
type Input<N extends Name> = Parameters<Operations[N]>[0]
type Answer<N extends Name> = Awaited<ReturnType<Operations[N]>>

type Reply = { id: number } & ({ ok: true; value: unknown } | { ok: false; fault: WireFault })
interface Call<N extends Name> {
  operation: N
  input: Input<N>
  stop: Int32Array<SharedArrayBuffer> | undefined
}

interface Thread {
  worker: Worker
  calls: PendingCalls
}

/** Fewer items of a list are not worth another thread. */
const leastShare = 32

/**
 * The io threads. Calls go to the thread with the fewest under way and begin in turn there.
 * A call cannot be cancelled half-way (a large copy has a shared word for that), so leftovers are always known.
 * A thread that ends by itself fails the calls it had, and another takes its place. Closing waits for what is under way.
 */
export class IoLane implements AsyncDisposable {
  readonly #threads: Thread[]
  readonly #entry: URL
  #closing = false

  /** `entry`: the module of the threads, where it is not the usual one. */
  constructor({ threads, entry = entryUrl('io') }: { threads: number; entry?: URL }) {
    this.#entry = entry
    this.#threads = Array.from({ length: threads }, () => startThread(entry))
  }

  /** `stop`: a word the operation looks at now and then, not 0 to end it early; only copies do. */
  call<N extends Name>(operation: N, input: Input<N>, stop?: Int32Array<SharedArrayBuffer>): Promise<Answer<N>> {
    return this.#post(this.#leastBusy(), { operation, input, stop })
  }

  /** Lets every thread `call` for its share of a list that is long enough to be worth it; the answers come back in the list's order. */
  async shareOut<T, R>(items: readonly T[], call: (share: T[]) => Promise<R[]>): Promise<R[]> {
    const size = Math.max(leastShare, Math.ceil(items.length / this.#threads.length))
    const shares = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
      items.slice(at * size, (at + 1) * size),
    )
    return (await Promise.all(shares.map(call))).flat()
  }

  /** A view of one thread, for operations that keep state there (a walk). */
  pinned(): { call: IoLane['call'] } {
    const thread = this.#leastBusy()
    return { call: (operation, input) => this.#post(thread, { operation, input, stop: undefined }) }
  }

  #leastBusy(): Thread {
    const thread = this.#threads.reduce((least, next) => (next.calls.size < least.calls.size ? next : least))
    return thread.calls.hasEnded ? this.#replace(thread) : thread
  }

  /** When it is needed, so that a thread that cannot begin is begun no more often than somebody calls. */
  #replace(ended: Thread): Thread {
    const thread = startThread(this.#entry)
    this.#threads[this.#threads.indexOf(ended)] = thread
    return thread
  }

  #post<N extends Name>(thread: Thread, { operation, input, stop }: Call<N>): Promise<Answer<N>> {
    if (this.#closing)
      return Promise.reject(new Fault('bug', { subject: operation, why: 'The io threads are closed.' }))
    const { id, answer } = thread.calls.begin()
    thread.worker.postMessage({ text: JSON.stringify({ id, operation, input }), stop } satisfies IoMessage)
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    await Promise.all(this.#threads.map(endThread))
  }
}

function startThread(entry: URL): Thread {
  const worker = new Worker(entry, { name: 'millrace-io' })
  const calls = new PendingCalls()
  worker.on('message', (text: string) => settle(calls, JSON.parse(text) as Reply))
  worker.on('error', (error) => calls.end(Fault.from(error, 'an io thread')))
  worker.on('exit', () => calls.end(Fault.from(new Error('an io thread ended'), 'an io thread')))
  return { worker, calls }
}

function settle(calls: PendingCalls, reply: Reply): void {
  if (reply.ok) calls.resolve(reply.id, reply.value)
  else calls.reject(reply.id, Fault.fromWire(reply.fault))
}

async function endThread({ worker, calls }: Thread): Promise<void> {
  await calls.idle()
  await worker.terminate()
}
