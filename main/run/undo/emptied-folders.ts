import { folderOf, isWithin } from '../../io/paths.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'

/** The folders that a run's results and moved originals leave when it is taken back, and what may be cleared up to. */
export class EmptiedFolders {
  readonly #outRoot: string
  /** Where results or moved originals were, and whether that lies in the output folder. */
  readonly #left = new Map<string, boolean>()
  /** Where originals stand whose results did not go into the output folder but beside them, with folders of their own. */
  readonly #inPlace = new Set<string>()

  constructor({ outRoot }: { outRoot: string }) {
    this.#outRoot = outRoot
  }

  get folders(): string[] {
    return [...this.#left.keys()]
  }

  /** Folders that stay: clearing ends below them. */
  get roots(): string[] {
    return [this.#outRoot, ...this.#inPlace]
  }

  /** A job has been taken back. */
  note({ source, outputs, moves }: Undoable): void {
    for (const { path } of outputs) this.#note(path, source)
    for (const { kind, to } of moves) if (kind === 'moved') this.#note(to, source)
  }

  #note(path: string, source: string): void {
    const folder = folderOf(path)
    const isInside = this.#left.get(folder) ?? isWithin(this.#outRoot, folder)
    this.#left.set(folder, isInside)
    if (!isInside) this.#inPlace.add(folderOf(source))
  }
}
