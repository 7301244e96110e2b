import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownPrefix } from '../../contract/own-names.ts'

/**
 * What a program did with the file it was given: left it, took it away (it is back by now, or kept, where its disk is full or its folder gone), gave it a
 * second name, or changed it, which cannot be made up for. A file that goes on elsewhere is `left`: another run, or a person, may have moved it meanwhile.
 */
export type Treatment = 'left' | 'taken' | 'kept' | 'linked' | 'changed'

interface Holding {
  /** Whether a name goes with the last who has it open. */
  isLeaving?: (path: string) => boolean
  /** Where a file is kept that cannot go back, the first that takes it: a person has to find it there. */
  shelters?: () => string[]
}

const chunkBytes = 1024 * 1024
/** Far longer than a move within a disk takes. */
const moveMs = 20

/** Under such names a file that is open goes on after it was deleted, on FUSE, NFS and SMB; it is gone as soon as it is closed. */
const deletedNames = /^\.(fuse_hidden|nfs|smbdelete)/

/**
 * A file of the person in the hands of a program that is not ours. It is held open, so that what it holds can be put back where a program moves
 * or removes it. Whoever makes one closes it (`using`).
 */
export class HeldOriginal implements Disposable {
  readonly #path: string
  #descriptor: number
  readonly #isLeaving: (path: string) => boolean
  readonly #shelters: () => string[]
  readonly #before: fs.BigIntStats
  #nameCount: number
  /** Where what it holds is kept, once it was `kept`. */
  keptAt = ''

  private constructor(path: string, { isLeaving = leavesOnceClosed, shelters = usualShelters }: Holding) {
    this.#path = path
    this.#isLeaving = isLeaving
    this.#shelters = shelters
    this.#descriptor = fs.openSync(path, 'r')
    this.#before = fs.fstatSync(this.#descriptor, { bigint: true })
    this.#nameCount = this.#names
  }

  /** To be called before the program begins. */
  static async hold(path: string, holding: Holding = {}): Promise<HeldOriginal> {
    const held = new HeldOriginal(path, holding)
    // Another run that is just moving it gives it a second name before it takes the first away.
    if (held.#nameCount > 1) await sleep(moveMs)
    held.#nameCount = Math.min(held.#nameCount, held.#names)
    return held
  }

  get #names(): number {
    return fs.fstatSync(this.#descriptor).nlink
  }

  /** To be called when the program has ended, however it did. `output` is where it was to write, in a folder that is cleared; nothing is left of that where it is the file itself. */
  putBack(output: string): Treatment {
    if (this.#isLeaving(this.#path)) {
      return this.#orKept(() => this.#comeBackOnceClosed())
    }
    const isSame = this.#isIt(fs.statSync(output, { bigint: true, throwIfNoEntry: false }))
    const there = fs.statSync(this.#path, { bigint: true, throwIfNoEntry: false })
    if (there === undefined) return this.#bringBack(output, isSame)
    if (isSame) fs.rmSync(output, { force: true })
    return isSame ? 'linked' : this.#isAsBefore(there) ? 'left' : 'changed'
  }

  /** Under its own name there is nothing any more. */
  #bringBack(output: string, isSame: boolean): Treatment {
    const strays = this.#namesBeside(output)
    if (strays.length === 0 && this.#goesOn) return 'left'
    const returned = this.#orKept(() => this.#comeBack(strays[0]))
    for (const name of isSame ? [output, ...strays] : strays) fs.rmSync(name, { force: true })
    return returned
  }

  #isAsBefore(there: fs.BigIntStats): boolean {
    const { dev, ino, size, mtimeNs } = this.#before
    return there.dev === dev && there.ino === ino && there.size === size && there.mtimeNs === mtimeNs
  }

  [Symbol.dispose](): void {
    fs.closeSync(this.#descriptor)
  }

  #isIt(found: fs.BigIntStats | undefined): boolean {
    const held = fs.fstatSync(this.#descriptor, { bigint: true })
    return found?.dev === held.dev && found.ino === held.ino
  }

  /** Names of it beside `output` or below that, where everything is cleared. */
  #namesBeside(output: string): string[] {
    const paths = namesIn(dirname(output), { recursive: true }).map((name) => join(dirname(output), name))
    return paths.filter((path) => this.#isIt(fs.lstatSync(path, { bigint: true, throwIfNoEntry: false })))
  }

  /** Whether it was moved to where it stays: it has as many names as before. */
  get #goesOn(): boolean {
    return this.#names >= this.#nameCount && !namesIn(dirname(this.#path)).some((name) => deletedNames.test(name))
  }

  /** Nobody but this worker has what it holds. Raises what kept it from coming back where no shelter takes it either. */
  #orKept(comeBack: () => void): 'taken' | 'kept' {
    try {
      comeBack()
      return 'taken'
    } catch (error) {
      if (!this.#shelters().some((shelter) => this.#keepIn(shelter))) throw error
      return 'kept'
    }
  }

  #keepIn(shelter: string): boolean {
    let folder = ''
    try {
      folder = fs.mkdtempSync(join(shelter, 'millrace-kept-'))
      const kept = join(folder, basename(this.#path))
      this.#writeAnew(kept)
      this.keptAt = kept
      return true
    } catch {
      if (folder !== '') fs.rmdirSync(folder)
      return false
    }
  }

  /** The very file where it has a name still, on disks that know second names; else what it holds. */
  #comeBack(stray: string | undefined): void {
    try {
      if (stray !== undefined) return fs.linkSync(stray, this.#path)
    } catch {
      // What it holds is put back then.
    }
    this.#writeAnew(this.#path)
  }

  /** By way of a copy beside it, which stays where even that has no place to go to. */
  #comeBackOnceClosed(): void {
    const copy = join(dirname(this.#path), `${ownPrefix}move-${randomBytes(12).toString('hex')}`)
    this.#writeAnew(copy)
    fs.closeSync(this.#descriptor)
    this.#descriptor = fs.openSync(copy, 'r')
    this.#writeAnew(this.#path)
    fs.rmSync(copy, { force: true })
  }

  /** Somebody may have given its place to another file meanwhile: that is never replaced. Of a copy that is not whole nothing stays. */
  #writeAnew(path: string): void {
    const { mode, atimeMs, mtimeMs } = fs.fstatSync(this.#descriptor)
    const output = fs.openSync(path, 'wx', mode)
    try {
      const chunk = Buffer.allocUnsafe(chunkBytes)
      for (let at = 0; ; ) {
        const length = fs.readSync(this.#descriptor, chunk, 0, chunkBytes, at)
        if (length === 0) break
        for (let done = 0; done < length; ) done += fs.writeSync(output, chunk, done, length - done)
        at += length
      }
      fs.futimesSync(output, instantOf(atimeMs), instantOf(mtimeMs))
    } catch (error) {
      fs.rmSync(path, { force: true })
      throw error
    } finally {
      fs.closeSync(output)
    }
  }
}

/** Windows keeps the name of a removed file while anybody has it open, on disks that know no other way, and lets nobody open it any more. */
function leavesOnceClosed(path: string): boolean {
  if (process.platform !== 'win32') return false
  try {
    fs.closeSync(fs.openSync(path, 'r'))
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const usualShelters = (): string[] => [homedir(), tmpdir()]

/** As seconds a time is finer than as a date, but Node takes seconds before 1970 for now. */
const instantOf = (epochMs: number): number | Date => (epochMs < 0 ? new Date(epochMs) : epochMs / 1_000)

/** Nothing where it cannot be read: a run may have taken the folder with it. */
function namesIn(folder: string, { recursive = false } = {}): string[] {
  try {
    return fs.readdirSync(folder, { recursive, encoding: 'utf8' })
  } catch {
    return []
  }
}
