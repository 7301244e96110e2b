interface Sending {
  stop: AbortController
  ended: Promise<unknown>
}

/** Who sends to which upload right now: one at a time each, and the newest has the word. */
export class Senders {
  readonly #sending = new Map<string, Sending>()

  has(id: string): boolean {
    return this.#sending.has(id)
  }

  /** Resolves when nobody sends to it any more; whoever did was told to stop. */
  async stop(id: string): Promise<void> {
    for (let sending = this.#sending.get(id); sending; sending = this.#sending.get(id)) await ended(sending)
  }

  /** Takes over from whoever sends. `send` has to end soon after its signal aborts; what it throws is thrown here. */
  async takeOver<T>(id: string, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    // Not by `stop`: between its end and what follows another one could begin.
    for (let sending = this.#sending.get(id); sending; sending = this.#sending.get(id)) await ended(sending)
    const stop = new AbortController()
    const sent = send(stop.signal)
    const sending = { stop, ended: sent.catch(() => {}) }
    this.#sending.set(id, sending)
    try {
      return await sent
    } finally {
      if (this.#sending.get(id) === sending) this.#sending.delete(id)
    }
  }
}

async function ended({ stop, ended: end }: Sending): Promise<void> {
  stop.abort()
  await end
}
