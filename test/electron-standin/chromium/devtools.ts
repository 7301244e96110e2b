/** One tab's end of the line. */
export type Listener = (method: string, params: never) => void

interface Message {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
  sessionId?: string
}

/** Chromium's DevTools protocol over its WebSocket: commands to the browser or to one tab, and what they announce. */
export class Devtools {
  readonly #socket: WebSocket
  readonly #asked = new Map<number, PromiseWithResolvers<unknown> & { method: string }>()
  readonly #listeners = new Map<string, Listener>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data)) as Message))
    socket.addEventListener('close', () => this.#lost())
  }

  static async connect(url: string): Promise<Devtools> {
    const socket = new WebSocket(url)
    const opened = Promise.withResolvers<void>()
    socket.addEventListener('open', () => opened.resolve())
    socket.addEventListener('error', () => opened.reject(new Error(`Chromium does not answer at ${url}.`)))
    await opened.promise
    return new Devtools(socket)
  }

  /** Rejects with what Chromium says is wrong; `session` names a tab, empty the browser itself. */
  ask<T = Record<string, never>>(method: string, params: object = {}, session = ''): Promise<T> {
    const id = ++this.#lastId
    const answer = { ...Promise.withResolvers<unknown>(), method }
    this.#asked.set(id, answer)
    this.#socket.send(JSON.stringify({ id, method, params, ...(session === '' ? {} : { sessionId: session }) }))
    return answer.promise as Promise<T>
  }

  /** Everything that is announced for a tab, or for the browser when `session` is empty. */
  listen(session: string, listener: Listener): void {
    this.#listeners.set(session, listener)
  }

  forget(session: string): void {
    this.#listeners.delete(session)
  }

  #hear({ id, method, params, result, error, sessionId = '' }: Message): void {
    if (method !== undefined) return this.#listeners.get(sessionId)?.(method, (params ?? {}) as never)
    const asked = this.#asked.get(id ?? 0)
    this.#asked.delete(id ?? 0)
    if (error) asked?.reject(new Error(`${asked.method}: ${error.message}`))
    else asked?.resolve(result)
  }

  #lost(): void {
    for (const { method, reject, promise } of this.#asked.values()) {
      promise.catch(() => {})
      reject(new Error(`${method}: Chromium has gone.`))
    }
    this.#asked.clear()
  }
}
