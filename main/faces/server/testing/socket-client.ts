import { once } from 'node:events'
import type { CommandInput, CommandName, CommandOutputs } from '../../../../contract/command.ts'
import { contractVersion } from '../../../../contract/contract-version.ts'
import type { EngineEvent } from '../../../../contract/event.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { Served } from './served.ts'

export interface Told {
  params: EngineEvent
  epoch: string
  seq: number
}

/** The global one: in Node it takes headers, which its types, those of a browser, do not know. */
export const NodeSocket = WebSocket as unknown as new (
  url: string | URL,
  init: { headers: Record<string, string> },
) => WebSocket

/** A face over a real WebSocket, as a script would write it. */
export class SocketClient implements Disposable {
  readonly told: Told[] = []
  readonly #socket: WebSocket
  readonly #asked = new Map<number, PromiseWithResolvers<unknown>>()
  #more = Promise.withResolvers<void>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data))))
  }

  static async connect({ server }: Pick<Served, 'server'>): Promise<SocketClient> {
    const url = new URL('ws', server.url.replace('http', 'ws'))
    const headers = { authorization: `Bearer ${server.token}` }
    const socket = new NodeSocket(url, { headers })
    const client = new SocketClient(socket)
    await once(socket, 'open')
    await client.call('hello', { contractVersion })
    return client
  }

  /** The close code, once the server has hung up. */
  async closed(): Promise<number> {
    const [event] = (await once(this.#socket, 'close')) as [CloseEvent]
    return event.code
  }

  ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutputs[C]> {
    return this.call(command, input) as Promise<CommandOutputs[C]>
  }

  call(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId
    const answer = Promise.withResolvers<unknown>()
    this.#asked.set(id, answer)
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    return answer.promise
  }

  /** The first event told, from the beginning or from now on, that fits. */
  async untilTold(fits: (event: EngineEvent) => boolean): Promise<Told> {
    for (;;) {
      const found = this.told.find(({ params }) => fits(params))
      if (found) return found
      await this.#more.promise
    }
  }

  #hear(message: { id?: number; result?: unknown; error?: { data: never } } & Told): void {
    if (message.id === undefined) {
      this.told.push(message)
      this.#more.resolve()
      this.#more = Promise.withResolvers()
      return
    }
    const asked = this.#asked.get(message.id)
    if (message.error) asked?.reject(Fault.fromWire(message.error.data))
    else asked?.resolve(message.result)
  }

  [Symbol.dispose](): void {
    this.#socket.close()
  }
}
