import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ConflictMode } from '../../contract/recipe.ts'
import { systemTimer } from '../link/timer.ts'
import type { UploadDoor } from '../link/upload-door.ts'
import { onNextFrame, Store } from '../state/store.ts'
import { type OfferedFile, type UploadProgress, UploadRun } from '../state/upload-run.ts'

/** What is to be done with the files once they have arrived. */
export interface RunOrder {
  /** What a person would call these files. */
  title: string
  recipe: string
  recipeTitle: string
  out: string
  conflict: ConflictMode | undefined
}

export interface LiveUpload {
  drop: string
  order: RunOrder
  progress: UploadProgress
  startedMs: number
}

/** Told the folder on the server when every file has arrived. */
type Arrived = (drop: string, folder: string, order: RunOrder) => void

/** The uploads of this page; they live as long as it does. */
export class Uploads {
  readonly store = new Store<ReadonlyMap<string, LiveUpload>>(new Map(), onNextFrame)
  readonly #door: UploadDoor
  readonly #runs = new Map<string, UploadRun>()

  constructor(door: UploadDoor) {
    this.#door = door
  }

  /** Begins to send; answers the name of the drop. */
  begin(files: readonly OfferedFile[], order: RunOrder, arrived: Arrived): string {
    const drop = crypto.randomUUID?.() ?? `drop-${Date.now()}-${Math.trunc(performance.now())}`
    const told = throttled(() => this.#tell(drop))
    const run = new UploadRun(drop, files, { door: this.#door, timer: systemTimer, changed: told })
    this.#runs.set(drop, run)
    const upload = { drop, order, progress: run.progress(), startedMs: Date.now() }
    this.store.update((known) => new Map(known).set(drop, upload))
    void run.send().then(() => this.#settled(drop, arrived))
    return drop
  }

  /** Sends what failed once more. */
  again(drop: string, arrived: Arrived): void {
    void this.#runs
      .get(drop)
      ?.sendAgain()
      .then(() => this.#settled(drop, arrived))
  }

  /** The folder with what has arrived, although not everything has. */
  async folder(drop: string): Promise<string> {
    return this.#door.folder(drop, { signal: AbortSignal.timeout(15_000) })
  }

  /** Stops, and has the server forget it. */
  async remove(drop: string): Promise<void> {
    await this.#runs.get(drop)?.remove({ signal: AbortSignal.timeout(15_000) })
    this.forget(drop)
  }

  forget(drop: string): void {
    this.#runs.delete(drop)
    this.store.update((known) => new Map([...known].filter(([id]) => id !== drop)))
  }

  get sending(): boolean {
    return [...this.store.get().values()].some(({ progress }) => progress.state === 'sending')
  }

  #tell(drop: string): void {
    const run = this.#runs.get(drop)
    if (!run) return
    this.store.update((known) => {
      const upload = known.get(drop)
      return upload ? new Map(known).set(drop, { ...upload, progress: run.progress() }) : known
    })
  }

  async #settled(drop: string, arrived: Arrived): Promise<void> {
    this.#tell(drop)
    const upload = this.store.get().get(drop)
    if (upload?.progress.state !== 'arrived' || upload.progress.failed > 0) return
    arrived(drop, await this.folder(drop), upload.order)
  }
}

const tellEveryMs = 250

/** Calls back at most four times a second, and once after the last call. */
function throttled(run: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      run()
    }, tellEveryMs)
  }
}

export const UploadsContext = createContext<Uploads | null>(null)

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('Every screen stands in an UploadsContext.')
  return uploads
}

export function useLiveUploads(): ReadonlyMap<string, LiveUpload> {
  const { store } = useUploads()
  return useSyncExternalStore(store.subscribe, store.get)
}
