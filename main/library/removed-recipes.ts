import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import { ioFault } from '../io/errno.ts'
import { placeNew } from '../io/publishing/place-new.ts'
import { titleOfFile } from './recipe-folder.ts'

const keptMost = 200

/** A free path for a recipe file of this name, without the titles that turned out to be taken. */
type FreePath = (fileName: string, tried: string[]) => Promise<string>

/** Recipes a person has deleted, in a folder of the state folder, so that undo can bring them back. The oldest go when there are too many. */
export class RemovedRecipes {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Takes a recipe file away; answers what it is called here. Faults: those of the disk. */
  async take(path: string, { nowMs }: { nowMs: number }): Promise<string> {
    const removed = `${nowMs.toString(36).padStart(9, '0')}.${basename(path)}`
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await rename(path, join(this.#folder, removed))
      await this.#forget()
    } catch (error) {
      throw ioFault(error, path)
    }
    return removed
  }

  /** Brings one back under a path that `free` finds for its own, not one that was `tried`: nothing is replaced. Fault `recipe-unknown`. */
  async putBack(removed: string, { free }: { free: FreePath }): Promise<string> {
    const known: string[] = await readdir(this.#folder).catch(() => [])
    if (!known.includes(removed)) throw new Fault('recipe-unknown', { subject: removed, why: 'It was not kept.' })
    const fileName = removed.slice(removed.indexOf('.') + 1)
    for (const tried: string[] = []; ; ) {
      const path = await free(fileName, tried)
      const placed = await placeNew(join(this.#folder, removed), path).catch((error) => {
        throw ioFault(error, path)
      })
      if (placed === 'placed') return path
      tried.push(titleOfFile(path))
    }
  }

  async #forget(): Promise<void> {
    const known = (await readdir(this.#folder)).toSorted()
    for (const name of known.slice(0, Math.max(0, known.length - keptMost)))
      await rm(join(this.#folder, name), { force: true })
  }
}
