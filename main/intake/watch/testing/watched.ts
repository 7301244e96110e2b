import type { FileIdentity } from '../../../../contract/job.ts'
import type { WatchRules } from '../../../../contract/watch-rules.ts'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import type { Sighting } from '../../../io/looking/survey.ts'
import { FolderWatch } from '../folder-watch.ts'
import { isSame } from '../sighting.ts'
import { orderOf, VirtualDisk } from './virtual-disk.ts'

export interface Taken {
  file: Sighting
  atMs: number
}

/** A folder under watch in virtual time, with an engine that takes everything and knows what it has taken. */
export class Watched implements AsyncDisposable {
  readonly clock: VirtualClock
  readonly disk: VirtualDisk
  readonly taken: Taken[] = []
  /** The most files handed over in one go. */
  mostAtOnce = 0
  /** What the next questions wait for before they are answered, in order; then they are answered at once. */
  readonly answersWait: Promise<void>[] = []
  readonly #rules: Partial<WatchRules>
  #watch: FolderWatch

  constructor({ seed = 1, rules = {} }: { seed?: number; rules?: Partial<WatchRules> } = {}) {
    this.clock = new VirtualClock({ seed })
    this.disk = new VirtualDisk(this.clock)
    this.#rules = rules
    this.#watch = this.#begin()
  }

  get watch(): FolderWatch {
    return this.#watch
  }

  isTaken({ path, identity }: { path: string; identity: FileIdentity }): boolean {
    return this.taken.some(({ file }) => file.path === path && isSame(file.identity, identity))
  }

  /** As after a crash: all that was waited for is forgotten, what was taken is known. */
  async restart(): Promise<void> {
    await this.#watch[Symbol.asyncDispose]()
    this.#watch = this.#begin()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#watch[Symbol.asyncDispose]()
  }

  #begin(): FolderWatch {
    const { clock, disk } = this
    const watch = new FolderWatch({
      order: orderOf(this.#rules),
      disk,
      clock,
      ears: {
        ask: async (files) => {
          const fresh = files.filter((file) => !this.isTaken(file)).map(({ path }) => path)
          await this.answersWait.shift()
          return fresh
        },
        take: (files) => {
          // What the engine has taken meanwhile it does not take again, just as the journal has it.
          const fresh = files.filter((file) => !this.isTaken(file))
          this.mostAtOnce = Math.max(this.mostAtOnce, files.length)
          this.taken.push(...fresh.map((file) => ({ file, atMs: clock.monotonicMs() })))
          watch.addCredit(files.length)
        },
        tell: () => {},
      },
    })
    watch.addCredit(100)
    watch.hold(null)
    watch.start()
    return watch
  }
}
