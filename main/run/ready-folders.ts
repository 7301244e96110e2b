import type { IoLane } from './lanes/io.ts'

/** Past this many folders what is remembered is begun anew. */
const rememberedMost = 10_000

/** Makes the folders workers write to, each once while it is remembered: a worker is given a name in a folder that is there. */
export class ReadyFolders {
  readonly #io: IoLane
  readonly #made = new Map<string, Promise<void>>()

  constructor(io: IoLane) {
    this.#io = io
  }

  /** Resolves when the folder is there and on disk. Faults: those of making it. */
  ready(folder: string): Promise<void> {
    const known = this.#made.get(folder)
    if (known) return known
    if (this.#made.size >= rememberedMost) this.#made.clear()
    const making = this.#io.call('makeFolder', folder)
    this.#made.set(folder, making)
    making.catch(() => this.#made.delete(folder))
    return making
  }
}
