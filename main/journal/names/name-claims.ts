/** A job. */
interface Holder {
  batch: number
  seq: number
}

/**
 * Which job holds which name, so that two never get the same. Only in memory, since nothing of it counts after the engine's end: a row for each,
 * written and removed again, made twenty thousand small files take 3 % longer. Goes back together with the transaction in which it was changed.
 */
export class NameClaims {
  readonly #holders = new Map<string, Holder>()
  /** Of this transaction, oldest first: what was changed, and the holder before. Two lists, since pairs for ten thousand names keep the collector busy. */
  readonly #changed: string[] = []
  readonly #before: (Holder | undefined)[] = []

  /** False when a job, be it the same, holds the name already. */
  tryClaim(key: string, holder: Holder): boolean {
    if (this.#holders.has(key)) return false
    this.#set(key, holder)
    return true
  }

  isHeldBy(key: string, { batch, seq }: Holder): boolean {
    const holder = this.#holders.get(key)
    return holder?.batch === batch && holder.seq === seq
  }

  /** Whoever holds it. */
  release(key: string): void {
    if (this.#holders.has(key)) this.#set(key, undefined)
  }

  releaseBatch(batch: number): void {
    for (const [key, holder] of this.#holders) if (holder.batch === batch) this.#set(key, undefined)
  }

  /** The transaction has been committed. */
  settle(): void {
    this.#changed.length = 0
    this.#before.length = 0
  }

  /** The transaction has been rolled back: all is as it was when it began. */
  rollBack(): void {
    for (let key = this.#changed.pop(); key !== undefined; key = this.#changed.pop()) this.#put(key, this.#before.pop())
  }

  #set(key: string, holder: Holder | undefined): void {
    this.#changed.push(key)
    this.#before.push(this.#holders.get(key))
    this.#put(key, holder)
  }

  #put(key: string, holder: Holder | undefined): void {
    if (holder) this.#holders.set(key, holder)
    else this.#holders.delete(key)
  }
}

/** A name as `nameKey` has it, in a folder by its number. */
export function claimKey(folderN: number, nameKey: string): string {
  return `${folderN}/${nameKey}`
}
