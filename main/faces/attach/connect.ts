import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import type { Client } from '../../../contract/client.ts'
import type { CommandInput, CommandName, CommandOutputs } from '../../../contract/command.ts'
import { contractVersion } from '../../../contract/contract-version.ts'
import type { EngineEvent } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { FaceQueue } from './face-queue.ts'
import { lineOf, linesOf } from './lines.ts'
import { type Announcement, type Hello, parseFromEngine, type Reply } from './message.ts'

/** An owner that does not even greet within this time is not going to. */
const greetingMs = 5000

/**
 * The engine that listens at `socketPath`, as a client. Closing hangs up and leaves the engine and its batches alone.
 * @throws Fault `state-busy` when nobody answers there, `contract-differs` when the engine is of another make
 */
export async function connectToEngine({
  socketPath,
  signal,
}: {
  socketPath: string
  signal: AbortSignal
}): Promise<Client & { pid: number }> {
  const waiting = AbortSignal.any([signal, AbortSignal.timeout(greetingMs)])
  const socket = createConnection(socketPath)
  const client = new SocketClient(socket, socketPath)
  try {
    await once(socket, 'connect', { signal: waiting })
    await client.greet({ signal: waiting })
    return client
  } catch (error) {
    socket.destroy()
    signal.throwIfAborted()
    throw error instanceof Fault ? error : nobodyThere(socketPath, error)
  }
}

class SocketClient implements Client {
  readonly #socket: Socket
  readonly #socketPath: string
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #queues = new Set<FaceQueue>()
  /** Of the process that owns the engine, once it has been greeted. */
  pid = 0
  #lastId = 0
  #gone: Fault | undefined

  constructor(socket: Socket, socketPath: string) {
    this.#socket = socket
    this.#socketPath = socketPath
    socket.on('error', () => {})
    void this.#listen()
  }

  async greet({ signal }: { signal: AbortSignal }): Promise<void> {
    const ours: Hello = { contractVersion, pid: process.pid }
    const theirs = (await this.#ask('hello', ours, signal)) as Hello
    this.pid = theirs.pid
    if (theirs.contractVersion === contractVersion) return
    throw new Fault('contract-differs', { subject: `(process ${theirs.pid})` })
  }

  ask<C extends CommandName>(
    command: C,
    input: CommandInput<C>,
    { signal }: { signal: AbortSignal },
  ): Promise<CommandOutputs[C]> {
    return this.#ask(command, input, signal) as Promise<CommandOutputs[C]>
  }

  events({ signal }: { signal: AbortSignal }): AsyncIterable<EngineEvent> {
    const queue = new FaceQueue()
    if (this.#gone) queue.close(this.#gone)
    else if (!signal.aborted) this.#subscribe(queue, signal)
    return queue.read({ signal })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#socket.destroyed) return
    const closed = once(this.#socket, 'close')
    this.#socket.destroy()
    await closed
  }

  async #ask(method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted()
    if (this.#gone) throw this.#gone
    const id = ++this.#lastId
    const answer = Promise.withResolvers<unknown>()
    const forget = () => {
      this.#send({ jsonrpc: '2.0', method: 'forget', params: { id } })
      answer.reject(signal.reason)
    }
    this.#asked.set(id, answer)
    signal.addEventListener('abort', forget)
    try {
      this.#send({ jsonrpc: '2.0', id, method, params })
      return await answer.promise
    } finally {
      this.#asked.delete(id)
      signal.removeEventListener('abort', forget)
    }
  }

  /** Asks for something whose answer carries nothing. */
  #tell(method: string): void {
    this.#send({ jsonrpc: '2.0', id: ++this.#lastId, method, params: {} })
  }

  #subscribe(queue: FaceQueue, signal: AbortSignal): void {
    if (this.#queues.size === 0) this.#tell('events.start')
    this.#queues.add(queue)
    signal.addEventListener('abort', () => this.#unsubscribe(queue), { once: true })
  }

  #unsubscribe(queue: FaceQueue): void {
    if (this.#queues.delete(queue) && this.#queues.size === 0) this.#tell('events.stop')
  }

  #send(message: unknown): void {
    const line = lineOf(message)
    if (line === null)
      throw new Fault('usage-wrong', {
        subject: 'this command',
        why: 'It names too many paths at once: name the folder that holds them.',
      })
    if (this.#socket.writable) this.#socket.write(line)
  }

  async #listen(): Promise<void> {
    let cause: unknown
    try {
      for await (const line of linesOf(this.#socket)) this.#hear(parseFromEngine(line))
    } catch (error) {
      cause = error
    }
    this.#gone = nobodyThere(this.#socketPath, cause)
    for (const { reject } of this.#asked.values()) reject(this.#gone)
    for (const queue of this.#queues) queue.close(this.#gone)
  }

  #hear(message: Reply | Announcement | null): void {
    if (!message) return
    if ('method' in message) {
      for (const queue of this.#queues) queue.push(message.params)
      return
    }
    const asked = this.#asked.get(message.id)
    if (message.error) asked?.reject(Fault.fromWire(message.error.data))
    else asked?.resolve(message.result)
  }
}

function nobodyThere(socketPath: string, cause: unknown): Fault {
  return new Fault('state-busy', { subject: socketPath, why: 'It does not answer.', cause })
}
