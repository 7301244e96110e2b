import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../../../contract/fault.ts'
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

interface Pending {
  resolve: (value: never) => void
  reject: (error: unknown) => void
}
interface Thread {
  worker: Worker
  pending: Map<number, Pending>
}

/** Fewer items of a list are not worth another thread. */
const leastShare = 32

/**
 * The io threads. Calls go to the thread with the fewest under way and begin in turn there.
 * A call cannot be cancelled half-way (a large copy has a shared word for that), so leftovers are always known.
 * Closing waits for what is under way.
 */
export class IoLane implements AsyncDisposable {
  readonly #threads: Thread[]
  #nextId = 0
  #closing = false

  constructor({ threads }: { threads: number }) {
    this.#threads = Array.from({ length: threads }, () => startThread())
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
    return this.#threads.reduce((least, thread) => (thread.pending.size < least.pending.size ? thread : least))
  }

  #post<N extends Name>(thread: Thread, { operation, input, stop }: Call<N>): Promise<Answer<N>> {
    if (this.#closing)
      return Promise.reject(new Fault('bug', { subject: operation, why: 'The io threads are closed.' }))
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      thread.pending.set(id, { resolve, reject })
      thread.worker.postMessage({ text: JSON.stringify({ id, operation, input }), stop } satisfies IoMessage)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    await Promise.all(this.#threads.map(endThread))
  }
}

function startThread(): Thread {
  const worker = new Worker(entryUrl('io'), { name: 'millrace-io' })
  const pending = new Map<number, Pending>()
  worker.on('message', (reply: string) => settle(pending, JSON.parse(reply) as Reply))
  worker.on('error', (error) => failAll(pending, error))
  worker.on('exit', () => failAll(pending, new Error('an io thread ended')))
  return { worker, pending }
}

function settle(pending: Map<number, Pending>, reply: Reply): void {
  const waiting = pending.get(reply.id)
  pending.delete(reply.id)
  if (reply.ok) waiting?.resolve(reply.value as never)
  else waiting?.reject(Fault.fromWire(reply.fault))
}

function failAll(pending: Map<number, Pending>, cause: Error): void {
  for (const waiting of pending.values()) waiting.reject(Fault.from(cause, 'an io thread'))
  pending.clear()
}

async function endThread({ worker, pending }: Thread): Promise<void> {
  while (pending.size > 0) await new Promise((resolve) => worker.once('message', () => setImmediate(resolve)))
  await worker.terminate()
}
