import type { Client } from '../../../../contract/client.ts'
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

  /** Asks the engine now. */
  follow(engine: DesktopEngine): void {
    engine.whole
      .ask('settings.get', {}, { signal: AbortSignal.timeout(askMostMs) })
      .then((state) => this.told(state))
      .catch(() => {})
  }

  /** The engine as pages ask it, with an ear for what they change. */
  hearing(client: Client): Client {
    return {
      ask: async (command, input, options) => {
        const answer = await client.ask(command, input, options)
        if (command === 'settings.set') this.told(answer as SettingsState)
        return answer
      },
      events: (options) => client.events(options),
      [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
    }
  }

  told({ settings }: SettingsState): void {
    this.current = settings
    for (const listener of this.#listeners) listener(settings)
  }
}
