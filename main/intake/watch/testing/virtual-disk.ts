import type { FileIdentity } from '../../../../contract/job.ts'
import { type WatchRules, watchRules } from '../../../../contract/watch-rules.ts'
import type { Clock } from '../../../async/clock.ts'
import type { Place, Surveyed } from '../../../io/looking/survey.ts'
import type { RootState } from '../../../io/places/watched-root.ts'
import type { Disk } from '../disk.ts'
import type { HintListener, Hints } from '../hints.ts'
import type { WatchOrder } from '../messages.ts'

export const root = '/in'

/** A disk in memory whose files are written to over virtual time; it can lose events, and go away. */
export class VirtualDisk implements Disk {
  readonly files = new Map<string, FileIdentity>()
  state: RootState = 'there'
  /** Which folder it is. */
  id = 'first'
  /** Whether the next change is told. */
  tells: () => boolean = () => true
  hintable = true
  readonly #clock: Clock
  #listener: HintListener | undefined
  #nextIno = 1
  #changes = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Makes the file or lets it grow. */
  write(path: string, bytes: number): FileIdentity {
    const before = this.files.get(path)
    const sizeBytes = (before?.sizeBytes ?? 0) + bytes
    const identity = { dev: '1', ino: before?.ino ?? String(this.#nextIno++), sizeBytes, mtimeNs: this.#mtimeNs() }
    return this.#put(path, identity)
  }

  touch(path: string): void {
    const before = this.files.get(path)
    if (before) this.#put(path, { ...before, mtimeNs: this.#mtimeNs() })
  }

  move(from: string, to: string): void {
    const identity = this.files.get(from)
    this.remove(from)
    if (identity) this.#put(to, identity)
  }

  remove(path: string): void {
    this.files.delete(path)
    this.#tell(path)
  }

  rootId(): string {
    return this.id
  }

  root(): RootState {
    return this.state
  }

  look(path: string): FileIdentity | 'folder' | null {
    return this.state === 'there' ? (this.files.get(path) ?? null) : null
  }

  *survey({ path }: Place): Generator<Surveyed> {
    if (this.state !== 'there') throw new Error('gone')
    for (const [at, identity] of [...this.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!at.startsWith(`${path}/`)) continue
      const below = at
        .slice(root.length + 1)
        .split('/')
        .slice(0, -1)
      yield { kind: 'file', file: { path: at, relative: below.join('/'), identity } }
    }
  }

  inUse(): boolean {
    return false
  }

  isBehindPackage(): boolean {
    return false
  }

  tellsOfChanges(): boolean {
    return this.hintable
  }

  openHints(listener: HintListener): Hints {
    this.#listener = listener
    const ready = this.#clock.after(5, () => listener.ready())
    return {
      addBytes() {},
      [Symbol.asyncDispose]: async () => {
        ready[Symbol.dispose]()
        if (this.#listener === listener) this.#listener = undefined
      },
    }
  }

  /** As when the system has no more watches to give. */
  exhaust(message: string): void {
    this.#listener?.exhausted(message)
  }

  #put(path: string, identity: FileIdentity): FileIdentity {
    this.files.set(path, identity)
    this.#tell(path)
    return identity
  }

  #tell(path: string): void {
    if (this.tells()) this.#listener?.dirty(path)
  }

  /** No two changes at the same time. */
  #mtimeNs(): string {
    return String(BigInt(Math.round(this.#clock.nowMs())) * 1_000_000n + BigInt(this.#changes++))
  }
}

export function orderOf(rules: Partial<WatchRules> = {}): WatchOrder {
  const whole = watchRules().parse({ folder: root, recipe: 'copy', out: '/out', existing: 'process', ...rules })
  return { rules: whole, leaveOut: [], closed: [], depth: 64, opensPackages: false, wasMounted: false }
}
