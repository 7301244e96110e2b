/**
 * Calls that were sent to another thread and wait for their answers. Once that thread has ended, every call fails with the reason, also later
 * calls: nobody waits for an answer that cannot come.
 */
export class PendingCalls {
  readonly #waiting = new Map<number, PromiseWithResolvers<never>>()
  #lastId = 0
  #end: { reason: unknown } | undefined
  #idle: PromiseWithResolvers<void> | undefined

  get size(): number {
    return this.#waiting.size
  }

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  /** The id to send the call under, and its answer. */
  begin(): { id: number; answer: Promise<never> } {
    const call = Promise.withResolvers<never>()
    const id = ++this.#lastId
    if (this.#end) call.reject(this.#end.reason)
    else this.#waiting.set(id, call)
    return { id, answer: call.promise }
  }

  resolve(id: number, value: unknown): void {
    this.#take(id)?.resolve(value as never)
  }

  reject(id: number, error: unknown): void {
    this.#take(id)?.reject(error)
  }

  /** The other side is gone. Only the first reason counts. */
  end(reason: unknown): void {
    this.#end ??= { reason }
    for (const id of this.#waiting.keys()) this.reject(id, this.#end.reason)
  }

  /** Resolves once no call waits for its answer. */
  idle(): Promise<void> {
    if (this.#waiting.size === 0) return Promise.resolve()
    this.#idle ??= Promise.withResolvers()
    return this.#idle.promise
  }

  #take(id: number): PromiseWithResolvers<never> | undefined {
    const call = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size > 0) return call
    this.#idle?.resolve()
    this.#idle = undefined
    return call
  }
}
