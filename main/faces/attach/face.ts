import type { Client } from '../../../contract/client.ts'
import { checkedInput } from '../../../contract/checked-input.ts'
import { type CommandName, inputSchema, isCommand } from '../../../contract/command.ts'
import { contractVersion } from '../../../contract/contract-version.ts'
import { Fault } from '../../../contract/fault.ts'
import { faultReplyTo, type Hello, parseFromFace, type Question, replyTo } from './message.ts'

/** Questions one face may have open; then its next ones wait where they are. */
const mostOpen = 64

/** Where a face's messages go, whatever carries them. */
export interface FaceWire {
  /** False when it is full and the next announcement, or question, has to wait for `drained`; replies do not wait. */
  send(message: unknown): boolean
  /** Resolves when there is room again; rejects when there never will be, or the signal aborts. */
  drained(options: { signal: AbortSignal }): Promise<unknown>
  /** Says farewell: the face was too slow, or the engine goes away. */
  end(): void
}

/** What a face is told once it asks for events. Subscribed when `begin` is called; told after the reply, until the signal aborts. */
export type Announcing = (
  params: unknown,
  options: { signal: AbortSignal },
) => Promise<{ reply: unknown; events: AsyncIterable<object> }>

export interface FaceOptions {
  wire: FaceWire
  client: Client
  announcing: Announcing
  /** The face has gone, or the engine will. */
  signal: AbortSignal
}

/** One face: greets it, answers its questions, tells it events. Every command is checked by its schema before the engine sees it. */
export class Face {
  readonly #options: FaceOptions
  readonly #open = new Map<number, AbortController>()
  readonly #answers = new Set<Promise<void>>()
  #announcing: AbortController | undefined
  #greeted = false
  /** Resolves when the face has read what it was answered; undefined while it keeps up. */
  #room: Promise<unknown> | undefined

  constructor(options: FaceOptions) {
    this.#options = options
  }

  /** Comes back when the next message may be read; the answer may come much later. Fault `usage-wrong`: end the connection. */
  async hear(text: string): Promise<void> {
    const message = parseFromFace(text)
    if (!message) throw new Fault('usage-wrong', { subject: 'message', why: 'It is not JSON-RPC 2.0.' })
    if (message.method === 'forget') this.#forget(message.params)
    else this.#begin(message as Question)
    if (this.#answers.size >= mostOpen) await Promise.race(this.#answers)
    await this.#room
  }

  /** Whoever does not read is not heard either, or the answers would pile up. Room is waited for from here on: it may be there before the next question. */
  #reply(message: unknown): void {
    const { wire, signal } = this.#options
    if (wire.send(message)) return
    this.#room ??= wire
      .drained({ signal })
      .catch(() => {})
      .finally(() => (this.#room = undefined))
  }

  #forget(params: unknown): void {
    const { id } = (params ?? {}) as { id?: number }
    if (id !== undefined) this.#open.get(id)?.abort()
  }

  #begin(question: Question): void {
    const answer = this.#answer(question).finally(() => this.#answers.delete(answer))
    this.#answers.add(answer)
  }

  async #answer({ id, method, params }: Question): Promise<void> {
    const { signal } = this.#options
    const forgotten = new AbortController()
    this.#open.set(id, forgotten)
    try {
      const asking = AbortSignal.any([signal, forgotten.signal])
      const { result, afterwards } = await this.#resultOf(method, params, asking)
      this.#reply(replyTo(id, result))
      afterwards?.()
    } catch (error) {
      if (!forgotten.signal.aborted) this.#reply(faultReplyTo({ id, method }, error))
    } finally {
      this.#open.delete(id)
    }
  }

  async #resultOf(
    method: string,
    params: unknown,
    signal: AbortSignal,
  ): Promise<{ result: unknown; afterwards?: () => void }> {
    if (method === 'hello') return { result: this.#greet(params as Partial<Hello> | undefined) }
    if (!this.#greeted) throw new Fault('usage-wrong', { subject: method, why: 'The first message has to be `hello`.' })
    if (method === 'events.start') return this.#startAnnouncing(params)
    if (method === 'events.stop') return { result: this.#announcing?.abort() }
    return { result: await this.#options.client.ask(...checkedCommand(method, params), { signal }) }
  }

  #greet(theirs: Partial<Hello> | undefined): Hello {
    const ours: Hello = { contractVersion, pid: process.pid }
    this.#greeted = theirs?.contractVersion === contractVersion
    if (this.#greeted) return ours
    const why = `It speaks version ${contractVersion}, this one version ${String(theirs?.contractVersion)}.`
    throw new Fault('contract-differs', { subject: `(process ${ours.pid})`, why })
  }

  async #startAnnouncing(params: unknown): Promise<{ result: unknown; afterwards: () => void }> {
    this.#announcing?.abort()
    const announcing = new AbortController()
    this.#announcing = announcing
    const signal = AbortSignal.any([this.#options.signal, announcing.signal])
    const { reply, events } = await this.#options.announcing(params, { signal })
    return { result: reply, afterwards: () => void this.#announce(events, signal) }
  }

  /** Ends the connection when the engine goes away or the face is too slow. */
  async #announce(events: AsyncIterable<object>, signal: AbortSignal): Promise<void> {
    const { wire } = this.#options
    try {
      for await (const event of events)
        if (!wire.send({ jsonrpc: '2.0', method: 'event', ...event })) await wire.drained({ signal })
    } catch {
      if (!signal.aborted) wire.end()
    }
  }
}

function checkedCommand(method: string, params: unknown): [CommandName, never] {
  if (!isCommand(method)) throw new Fault('usage-wrong', { subject: method, why: 'There is no such command.' })
  return [method, checkedInput(method, inputSchema(method), params) as never]
}
