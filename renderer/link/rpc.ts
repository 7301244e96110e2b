import { Fault, type WireFault } from '../../contract/fault.ts'
import type { EngineEvent } from '../../contract/event.ts'
import type { Wire } from './wire.ts'

/** Where in the stream of events a face is: the engine's run, and how far it was told. */
export interface Place {
  epoch: string
  seq: number
}

interface Reply {
  id: number
  result?: unknown
  error?: { data: WireFault }
}

interface Announcement extends Place {
  method: 'event'
  params: EngineEvent
}

/** Questions and answers over one wire, JSON-RPC 2.0. Ends with the wire: whoever still waits then gets `no-connection`. */
export class Rpc {
  readonly #wire: Wire
  readonly #announced: (event: EngineEvent, place: Place) => void
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0
  #lost: Fault | undefined

  constructor(wire: Wire, announced: (event: EngineEvent, place: Place) => void) {
    this.#wire = wire
    this.#announced = announced
  }

  /** Aborting stops the waiting, not what was asked for. Whoever has waited as long as it may gets `no-connection` too. */
  async ask(method: string, params: unknown, { signal }: { signal: AbortSignal }): Promise<unknown> {
    signal.throwIfAborted()
    if (this.#lost) throw this.#lost
    const id = ++this.#lastId
    const answer = Promise.withResolvers<unknown>()
    const forget = () => {
      if (!this.#lost) this.#wire.send(JSON.stringify({ jsonrpc: '2.0', method: 'forget', params: { id } }))
      answer.reject(isOverdue(signal) ? noAnswer() : signal.reason)
    }
    this.#asked.set(id, answer)
    signal.addEventListener('abort', forget)
    try {
      this.#wire.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      return await answer.promise
    } finally {
      this.#asked.delete(id)
      signal.removeEventListener('abort', forget)
    }
  }

  hear(text: string): void {
    const message = JSON.parse(text) as Reply | Announcement
    if ('method' in message) this.#announced(message.params, { epoch: message.epoch, seq: message.seq })
    else if (message.error) this.#asked.get(message.id)?.reject(Fault.fromWire(message.error.data))
    else this.#asked.get(message.id)?.resolve(message.result)
  }

  lost(): void {
    this.#lost = noLine()
    for (const { reject } of this.#asked.values()) reject(this.#lost)
  }
}

function isOverdue({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}

/** A line may be gone for a while before anybody notices. */
function noAnswer(): Fault {
  return new Fault('no-connection', { subject: 'the engine', why: 'It does not answer.' })
}

/** What a question gets while there is no line to ask over. */
export function noLine(): Fault {
  return new Fault('no-connection', { subject: 'the engine' })
}
