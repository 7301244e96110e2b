import type { Clock } from '../../async/clock.ts'
import type { Disk } from './disk.ts'
import type { FolderState } from './messages.ts'

export interface RootWatchParts {
  disk: Disk
  clock: Clock
  /** Whether what `onCome` begins has begun, and was not ended since by `onLost`. */
  hasBegun: () => boolean
  onCome: () => void
  onLost: () => void
  /** Told after these, where the state has become another. */
  onChange: () => void
}

const againMs = 5_000

/** Whether a watched folder is there and still the one it was: looked at every few seconds from the first `check` on, and whenever there is reason to. */
export class RootWatch implements Disposable {
  readonly #parts: RootWatchParts
  #state: FolderState['root'] = 'there'
  #id: string | null = null
  #timer: Disposable | undefined
  #isOver = false

  constructor(parts: RootWatchParts) {
    this.#parts = parts
  }

  get state(): FolderState['root'] {
    return this.#state
  }

  check(): void {
    if (this.#isOver) return
    const { disk, clock, hasBegun, onCome, onLost, onChange } = this.#parts
    const before = this.#state
    this.#state = disk.root()
    if (this.#isAnother()) onLost()
    this.#timer?.[Symbol.dispose]()
    this.#timer = clock.after(againMs, () => this.check())
    if (this.#state !== 'there') onLost()
    else if (before !== 'there' || !hasBegun()) onCome()
    if (before !== this.#state) onChange()
  }

  [Symbol.dispose](): void {
    this.#isOver = true
    this.#timer?.[Symbol.dispose]()
  }

  /** Another folder has taken the place of the one that was watched, or a link leads elsewhere by now. */
  #isAnother(): boolean {
    const before = this.#id
    if (this.#state === 'there' && this.#parts.disk.tellsOfChanges()) this.#id = this.#parts.disk.rootId()
    return before !== null && before !== this.#id
  }
}
