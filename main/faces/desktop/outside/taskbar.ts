import { app, type BrowserWindow } from 'electron'
import type { Overview } from './live-batches.ts'

/** Smaller steps than this nobody sees in a bar of a few pixels. */
const step = 0.005

/** Progress on the icon in taskbar or dock, and a number on it while batches wait for a person. */
export class Taskbar {
  readonly #window: () => BrowserWindow | null
  #shown = ''
  #badge = 0

  constructor(window: () => BrowserWindow | null) {
    this.#window = window
  }

  show({ fraction, running, needy }: Overview, { wanted }: { wanted: boolean }): void {
    const mode = needy > 0 ? 'error' : running ? 'normal' : 'paused'
    const bar = fraction === null || !wanted ? -1 : Math.round(fraction / step) * step
    const window = this.#window()
    const shown = `${window?.id} ${bar} ${mode}`
    if (shown !== this.#shown) window?.setProgressBar(bar, { mode })
    this.#shown = shown
    const badge = wanted ? needy : 0
    if (badge !== this.#badge) app.setBadgeCount(badge)
    this.#badge = badge
  }
}
