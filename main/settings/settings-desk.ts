import type { CheckedInput } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import type { SettingsState } from '../../contract/settings-commands.ts'
import { OneByOne } from '../async/one-by-one.ts'
import { writePrivately } from '../io/publishing/whole-file.ts'
import {
  machineCores,
  machineDefaults,
  machineMemoryMb,
  parseSettings,
  readDocument,
  type Settings,
} from './settings.ts'

export type SettingsChange = CheckedInput<'settings.set'>
type Document = Record<string, unknown>

interface DeskOptions {
  path: string
  /** What everybody in the engine looks at: changed in place, so that a change holds from the next look. */
  live: Settings
  /** Told after a change holds. */
  changed: () => void
}

/** Tells what is set, and changes it. The document keeps what was written by hand, and names only what differs from the defaults. */
export class SettingsDesk {
  readonly #options: DeskOptions
  /** One change at a time, so that none is written over by another. */
  readonly #changes = new OneByOne()

  constructor(options: DeskOptions) {
    this.#options = options
  }

  /** As it is once every change that was asked for before is written: who changes something and looks at once sees it. */
  async get(): Promise<SettingsState> {
    await this.#changes.idle()
    return this.#state()
  }

  #state(): SettingsState {
    const { live, path } = this.#options
    const { cores, memoryMb, pace, language, vault, notifications, updates, desktop } = live
    const { maxDepth: _, ...limits } = live.limits
    return {
      settings: structuredClone({ cores, memoryMb, pace, language, limits, vault, notifications, updates, desktop }),
      machine: { cores: machineCores, memoryMb: machineMemoryMb },
      defaults: machineDefaults,
      path,
    }
  }

  /** Faults: `usage-wrong` for more than the machine has; `settings-wrong` where the document was spoilt by hand; those of writing. */
  async set(change: SettingsChange): Promise<SettingsState> {
    await this.#changes.run(() => this.#set(change))
    return this.#state()
  }

  async #set(change: SettingsChange): Promise<void> {
    requireThere('cores', change.cores, machineCores)
    requireThere('memoryMb', change.memoryMb, machineMemoryMb)
    const { path, live, changed } = this.#options
    const document = merged((readDocument(path) ?? {}) as Document, change)
    const next = parseSettings(document, path)
    await writePrivately(path, `${JSON.stringify(document, null, 2)}\n`)
    renew(live, next)
    changed()
  }
}

function requireThere(name: 'cores' | 'memoryMb', wanted: number | null | undefined, most: number): void {
  if (typeof wanted !== 'number' || wanted <= most) return
  throw new Fault('usage-wrong', { subject: name, why: `This machine has ${most}, not ${wanted}.` })
}

/** With null a number goes back to its default by not being named; inside a group null is a value: without limit. */
function merged(document: Document, change: SettingsChange): Document {
  const next: Document = { ...document }
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue
    if (value === null) delete next[name]
    else next[name] = typeof value === 'object' ? { ...(document[name] as Document | undefined), ...value } : value
  }
  return next
}

/** Groups are changed in place too: some parts of the engine hold only theirs. */
function renew(live: Settings, { limits, vault, notifications, updates, desktop, ...next }: Settings): void {
  const { server } = live
  Object.assign(live, next, { server })
  Object.assign(live.limits, limits)
  Object.assign(live.vault, vault)
  Object.assign(live.notifications, notifications)
  Object.assign(live.updates, updates)
  Object.assign(live.desktop, desktop)
}
