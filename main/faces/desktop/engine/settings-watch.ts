import type { ChangeableSettings, SettingsState } from '../../../../contract/settings-commands.ts'
import type { DesktopEngine } from './desktop-engine.ts'

type Used = Pick<ChangeableSettings, 'notifications' | 'updates' | 'desktop' | 'language'>

/** Until the engine has told: as when a person has changed nothing. */
const untilTold: Used = {
  language: '',
  notifications: { finished: true, failed: true, disconnected: true, sound: false, icon: true },
  updates: { install: 'on-quit', early: false },
  desktop: { openAtLogin: false, keepRunning: false },
}

const askMostMs = 30_000

/** The settings that the app itself goes by: as the engine has them, and again after every change a page makes. */
export class SettingsWatch {
  current: Used = untilTold
  readonly #listeners = new Set<(settings: Used) => void>()

  /** Told at once, and after each change. */
  listen(listener: (settings: Used) => void): void {
    this.#listeners.add(listener)
    listener(this.current)
  }

  /** Asks now; every answer about settings that passes through `told` is taken, too. */
  follow(engine: DesktopEngine): void {
    engine.whole
      .ask('settings.get', {}, { signal: AbortSignal.timeout(askMostMs) })
      .then((state) => this.told(state))
      .catch(() => {})
  }

  told({ settings }: SettingsState): void {
    this.current = settings
    for (const listener of this.#listeners) listener(settings)
  }
}
