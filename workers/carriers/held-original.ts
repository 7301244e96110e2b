import { closeSync, fstatSync, futimesSync, linkSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'

/** What a program did with the file it was given: left it, took it away (it is back by now), or gave it a second name. */
export type Treatment = 'left' | 'taken' | 'linked'

const chunkBytes = 1024 * 1024

/**
 * A file of the person in the hands of a program that is not ours. It is held open, so that what it holds can be put back where a program moves
 * or removes it. Whoever makes one closes it (`using`).
 */
export class HeldOriginal implements Disposable {
  readonly #path: string
  readonly #descriptor: number

  constructor(path: string) {
    this.#path = path
    this.#descriptor = openSync(path, 'r')
  }

  /** To be called when the program has ended, however it did. `output` is where it was to write; nothing is left of that where it is the file itself. */
  putBack(output: string): Treatment {
    const isSame = this.#isIt(output)
    const isTaken = statSync(this.#path, { throwIfNoEntry: false }) === undefined
    if (isTaken && isSame) linkSync(output, this.#path)
    else if (isTaken) this.#writeAnew()
    if (isSame) rmSync(output)
    return isTaken ? 'taken' : isSame ? 'linked' : 'left'
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor)
  }

  #isIt(output: string): boolean {
    const held = fstatSync(this.#descriptor, { bigint: true })
    const found = statSync(output, { bigint: true, throwIfNoEntry: false })
    return found?.dev === held.dev && found.ino === held.ino
  }

  /** Somebody may have given its place to another file meanwhile: that is never replaced. */
  #writeAnew(): void {
    const { mode, atime, mtime } = fstatSync(this.#descriptor)
    const output = openSync(this.#path, 'wx', mode)
    try {
      const chunk = Buffer.allocUnsafe(chunkBytes)
      for (let at = 0; ; ) {
        const length = readSync(this.#descriptor, chunk, 0, chunkBytes, at)
        if (length === 0) break
        for (let done = 0; done < length; ) done += writeSync(output, chunk, done, length - done)
        at += length
      }
      futimesSync(output, atime, mtime)
    } finally {
      closeSync(output)
    }
  }
}
