import { dirname, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { DesktopGrant } from '../../../../contract/desktop.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { Grant, GrantKeeper } from '../../../settings/grants.ts'

interface Held {
  access: 'read' | 'write'
  /** Offered as a folder for results. */
  title: string
}

export interface DesktopGrantsOptions {
  /** Real path of something that may not be there yet, or null where it leads nowhere. */
  resolve: (path: string) => string | null
  /** Nobody is let in here by a grant above it. */
  closed: string
  /** Given in an earlier life. */
  grants: readonly DesktopGrant[]
  /** Told after each change, to be kept. */
  changed: (grants: DesktopGrant[]) => void
}

/** For the next start; what is older lasts until the app ends. */
const keptMost = 2_000
/** Paths resolved before windows and pages have their turn: some milliseconds. */
const atOnce = 100
/** The largest drop, twice; then the oldest go. */
const heldMost = 200_000

/**
 * What a person gave the app, by choosing or dropping it: files and folders by their real path, each with all that is below. A page can
 * name only these. Looking one up costs its depth, however many were dropped.
 */
export class DesktopGrants implements GrantKeeper {
  readonly #options: DesktopGrantsOptions
  readonly #held = new Map<string, Held>()
  readonly #unlisted = new Set<string>()
  #inARow = 0

  constructor(options: DesktopGrantsOptions) {
    this.#options = options
    for (const { path, access } of options.grants) this.#held.set(path, { access, title: '' })
  }

  /** Who writes recipes here is the person whose files they are. */
  readonly holdsRecipes = false

  /** Where results may go, newest first: what a page may offer. */
  get all(): readonly Grant[] {
    return [...this.#held]
      .filter(([, { title }]) => title !== '')
      .map(([path, { access, title }]) => ({ path, access, title }))
      .toReversed()
  }

  list(): DesktopGrant[] {
    return [...this.#held].map(([path, { access }]) => ({ path, access }))
  }

  /** Gives what a person chose or dropped; answers its real path, or null where it leads nowhere. `title` offers it for results. */
  add(path: string, access: 'read' | 'write', title = ''): string | null {
    const real = this.#hold(path, access, title)
    if (real !== null) this.#tell()
    return real
  }

  /** As `add`, for files that were given together: however many they are, nothing else waits for them. */
  async addAll(paths: readonly string[], access: 'read' | 'write'): Promise<(string | null)[]> {
    const real: (string | null)[] = []
    for (const path of paths) {
      await this.#takeTurns()
      real.push(this.#hold(path, access, ''))
    }
    this.#tell()
    return real
  }

  /** Pages name a run's files one after the other as well. */
  async #takeTurns(): Promise<void> {
    if (++this.#inARow < atOnce) return
    this.#inARow = 0
    await setImmediate()
  }

  #hold(path: string, access: 'read' | 'write', title: string): string | null {
    const real = this.#options.resolve(path)
    if (real === null || this.#isClosed(real)) return null
    const before = this.#held.get(real)
    this.#held.delete(real)
    const strongest = before?.access === 'write' ? 'write' : access
    this.#held.set(real, { access: strongest, title: title || (before?.title ?? '') })
    const [oldest] = this.#held.size > heldMost ? this.#held.keys() : []
    if (oldest !== undefined) this.#held.delete(oldest)
    return real
  }

  #tell(): void {
    this.#options.changed(this.list().slice(-keptMost))
  }

  /** A folder of the app's own, below the closed one. */
  addUnlisted(path: string): void {
    const real = this.#options.resolve(path)
    if (real !== null) this.#unlisted.add(real)
  }

  revoke(path: string): void {
    this.#held.delete(path)
    this.#tell()
  }

  /** The real path, if it may be used so. Fault `not-permitted` otherwise, whether or not there is something. */
  async require(path: string, access: 'read' | 'write'): Promise<string> {
    await this.#takeTurns()
    const real = this.#options.resolve(path)
    if (real !== null && this.#holds(real, access)) return real
    throw new Fault('not-permitted', { subject: path, why: 'Nobody has chosen it here.' })
  }

  #holds(real: string, access: 'read' | 'write'): boolean {
    for (let at = real; ; at = dirname(at)) {
      if (this.#unlisted.has(at)) return true
      if (at === this.#options.closed) return false
      const held = this.#held.get(at)
      if (held && (access === 'read' || held.access === 'write')) return true
      if (dirname(at) === at) return false
    }
  }

  #isClosed(real: string): boolean {
    const { closed } = this.#options
    return real === closed || real.startsWith(closed + sep)
  }
}
