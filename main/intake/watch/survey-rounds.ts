import type { Clock } from '../../async/clock.ts'
import { namesBelow } from '../../io/paths.ts'
import type { Sighting, Surveyed } from '../../io/looking/survey.ts'
import type { Disk } from './disk.ts'
import type { SomeFolders, WatchOrder } from './messages.ts'

interface RoundsParts {
  order: WatchOrder
  disk: Disk
  clock: Clock
  /** Answers how many of the files are new. */
  meet: (files: Sighting[]) => Promise<number>
  /** The folder could not be looked through to the end. */
  onLost: () => void
  onDone: () => void
  /** A folder was met whose path is no Unicode. */
  onBytes: (path: string) => void
}

const chunk = 512

/** What one met besides known files. */
interface Round {
  unreadable: SomeFolders | null
  packages: SomeFolders | null
  found: number
}

/** Looks through a watched folder, or a part of it, one round at a time; what is asked for during one is done in the next. */
export class SurveyRounds implements Disposable {
  readonly #parts: RoundsParts
  readonly #wanted = new Set<string>()
  #isRunning = false
  #epoch = 0
  /** All of it has been looked through since it was last there. */
  surveyed = false
  unreadable: SomeFolders | null = null
  packages: SomeFolders | null = null
  /** How long the latest round through all of it took. */
  tookMs = 0
  /** How many new files the latest round through all of it met. */
  found = 0

  constructor(parts: RoundsParts) {
    this.#parts = parts
  }

  /** Looks through `folder` as soon as it can: all of it, where nothing else is said. */
  begin(folder: string = this.#parts.order.rules.folder): void {
    this.#wanted.add(folder)
    if (!this.#isRunning) void this.#rounds()
  }

  /** What is under way ends without effect, and what is known of the folder holds no longer. */
  stop(): void {
    this.#epoch++
    this.#wanted.clear()
    this.surveyed = false
  }

  [Symbol.dispose](): void {
    this.stop()
  }

  async #rounds(): Promise<void> {
    this.#isRunning = true
    while (this.#wanted.size > 0) {
      const { folder } = this.#parts.order.rules
      const wanted = this.#wanted.has(folder) ? [folder] : [...this.#wanted]
      this.#wanted.clear()
      for (const each of wanted) await this.#lookThrough(each)
    }
    this.#isRunning = false
  }

  async #lookThrough(folder: string): Promise<void> {
    const { clock, onDone, onLost, order } = this.#parts
    const epoch = this.#epoch
    const startedMs = clock.monotonicMs()
    try {
      const { unreadable, packages, found } = await this.#walk(folder, epoch)
      if (epoch !== this.#epoch || folder !== order.rules.folder) return
      this.surveyed = true
      this.unreadable = unreadable
      this.packages = packages
      this.tookMs = clock.monotonicMs() - startedMs
      this.found = found
      onDone()
    } catch {
      // A folder that went away while it was looked through: the root says whether that is all.
      if (epoch === this.#epoch) onLost()
    }
  }

  async #walk(folder: string, epoch: number): Promise<Round> {
    const unreadable: string[] = []
    const packages: string[] = []
    let fresh = 0
    const { disk, order, meet, onBytes } = this.#parts
    const met = {
      unreadable: (path: string) => void unreadable.push(path),
      package: (path: string) => void packages.push(path),
      bytes: onBytes,
    }
    const relative = namesBelow(order.rules.folder, folder)
    const place = { path: folder, relative: relative.join('/'), depth: relative.length }
    const found = disk.survey(place)
    for (let files = nextFiles(found, met); files.length > 0; files = nextFiles(found, met)) {
      fresh += await meet(files)
      if (epoch !== this.#epoch) break
    }
    return { unreadable: someOf(unreadable), packages: someOf(packages), found: fresh }
  }
}

function someOf(paths: readonly string[]): SomeFolders | null {
  const [first] = paths
  return first === undefined ? null : { count: paths.length, first }
}

function nextFiles(
  found: Iterator<Surveyed>,
  met: Record<Exclude<Surveyed['kind'], 'file'>, (path: string) => void>,
): Sighting[] {
  const files: Sighting[] = []
  while (files.length < chunk) {
    const next = found.next()
    if (next.done) break
    if (next.value.kind === 'file') files.push(next.value.file)
    else met[next.value.kind](next.value.path)
  }
  return files
}
