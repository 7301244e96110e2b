import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Client } from '../../../contract/client.ts'
import { type CommandName, commandInputs, contractVersion } from '../../../contract/command.ts'
import type { EngineEvent } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { FaceQueue } from './face-queue.ts'
import { linesOf } from './lines.ts'
import { faultReplyTo, type Hello, parseFromFace, type Question, replyTo } from './message.ts'

/** Questions one face may have open; then its next ones wait in the socket. */
const mostOpen = 64

/** Serves one face until it goes, the signal aborts or it breaks the rules. Never rejects. What the face began goes on without it. */
export async function serveFace(socket: Socket, client: Client, signal: AbortSignal): Promise<void> {
  const gone = new AbortController()
  const face = new Face(socket, client, AbortSignal.any([signal, gone.signal]))
  socket.on('error', () => {})
  try {
    for await (const line of linesOf(socket)) await face.hear(line)
  } catch {
    socket.destroy()
  } finally {
    gone.abort()
  }
}

class Face {
  readonly #socket: Socket
  readonly #client: Client
  readonly #signal: AbortSignal
  readonly #open = new Map<number, AbortController>()
  #answers = new Set<Promise<void>>()
  #announcing: AbortController | undefined
  #greeted = false

  constructor(socket: Socket, client: Client, signal: AbortSignal) {
    this.#socket = socket
    this.#client = client
    this.#signal = signal
  }

  /** Comes back when the next line may be read; the answer may come much later. */
  async hear(line: string): Promise<void> {
    const message = parseFromFace(line)
    if (!message) throw new Fault('usage-wrong', { subject: 'message', why: 'It is not JSON-RPC 2.0.' })
    if (message.method === 'forget') this.#open.get((message.params as { id: number }).id)?.abort()
    else this.#begin(message as Question)
    if (this.#answers.size >= mostOpen) await Promise.race(this.#answers)
  }

  #begin(question: Question): void {
    const answer = this.#answer(question).finally(() => this.#answers.delete(answer))
    this.#answers.add(answer)
  }

  async #answer({ id, method, params }: Question): Promise<void> {
    const forgotten = new AbortController()
    this.#open.set(id, forgotten)
    try {
      const result = await this.#resultOf(method, params, AbortSignal.any([this.#signal, forgotten.signal]))
      this.#send(replyTo(id, result))
    } catch (error) {
      if (!forgotten.signal.aborted) this.#send(faultReplyTo(id, error))
    } finally {
      this.#open.delete(id)
    }
  }

  #resultOf(method: string, params: unknown, signal: AbortSignal): unknown {
    if (method === 'hello') return this.#greet(params as Partial<Hello> | undefined)
    if (!this.#greeted) throw new Fault('usage-wrong', { subject: method, why: 'The first message has to be `hello`.' })
    if (method === 'events.start') return this.#startAnnouncing()
    if (method === 'events.stop') return this.#announcing?.abort()
    return this.#client.ask(...checkedCommand(method, params), { signal })
  }

  #greet(theirs: Partial<Hello> | undefined): Hello {
    const ours: Hello = { contractVersion, pid: process.pid }
    this.#greeted = theirs?.contractVersion === contractVersion
    if (this.#greeted) return ours
    const why = `It speaks version ${contractVersion}, this one version ${String(theirs?.contractVersion)}.`
    throw new Fault('contract-differs', { subject: `(process ${ours.pid})`, why })
  }

  #startAnnouncing(): void {
    this.#announcing?.abort()
    this.#announcing = new AbortController()
    const signal = AbortSignal.any([this.#signal, this.#announcing.signal])
    this.#announce(this.#client.events({ signal }), signal).catch(() => {
      if (!signal.aborted) this.#socket.end()
    })
  }

  /** Throws when the engine goes away or the face is too slow: either way this connection is over. */
  async #announce(events: AsyncIterable<EngineEvent>, signal: AbortSignal): Promise<void> {
    const queue = new FaceQueue()
    void fill(queue, events)
    for await (const event of queue.read({ signal })) {
      const flows = this.#send({ jsonrpc: '2.0', method: 'event', params: event })
      if (!flows) await once(this.#socket, 'drain', { signal })
    }
  }

  #send(message: unknown): boolean {
    return !this.#socket.writable || this.#socket.write(`${JSON.stringify(message)}\n`)
  }
}

/** Takes events off the engine's hands at once, however slow the face is. */
async function fill(queue: FaceQueue, events: AsyncIterable<EngineEvent>): Promise<void> {
  try {
    for await (const event of events) queue.push(event)
    queue.close()
  } catch (error) {
    queue.close(error)
  }
}

function checkedCommand(method: string, params: unknown): [CommandName, never] {
  if (!Object.hasOwn(commandInputs, method))
    throw new Fault('usage-wrong', { subject: method, why: 'There is no such command.' })
  const checked = commandInputs[method as CommandName].safeParse(params)
  if (checked.success) return [method as CommandName, checked.data as never]
  const why = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ')
  throw new Fault('usage-wrong', { subject: method, why })
}
