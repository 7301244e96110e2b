import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { ChangeableSettings } from '../../../../contract/settings-commands.ts'

type UpdateSettings = ChangeableSettings['updates']

/** Soon enough to be fresh, late enough not to slow the start. */
const firstCheckMs = 30_000
const checkEveryMs = 6 * 3_600_000

/**
 * Looks for newer versions where the package says they are published, fetches them in the background and puts them in place when the app
 * quits, or when the person says so. Does nothing in a checkout, and nothing for packages that the system's own package manager looks after.
 */
export class Updates {
  readonly #fetched: (version: string) => void
  #settings: UpdateSettings | undefined
  #updater: Promise<AppUpdater> | undefined

  /** `fetched` is told the version that is ready to be installed. */
  constructor(fetched: (version: string) => void) {
    this.#fetched = fetched
  }

  configure(settings: UpdateSettings): void {
    this.#settings = settings
    if (!app.isPackaged || this.#updater) return void this.#apply()
    setTimeout(() => void this.check(), firstCheckMs).unref()
    setInterval(() => void this.check(), checkEveryMs).unref()
    this.#updater = this.#load()
  }

  /** Comes back when it has been looked, and fetched what there is; a place that cannot be reached is asked again later. */
  async check(): Promise<void> {
    const updater = await this.#updater
    await updater?.checkForUpdates().catch(() => null)
  }

  install(): void {
    void this.#updater?.then((updater) => updater.quitAndInstall())
  }

  async #load(): Promise<AppUpdater> {
    const { default: updater } = await import('electron-updater')
    const { autoUpdater } = updater
    autoUpdater.logger = null
    autoUpdater.on('update-downloaded', ({ version }) => this.#fetched(version))
    autoUpdater.on('error', () => {})
    await this.#apply(autoUpdater)
    return autoUpdater
  }

  async #apply(loaded?: AppUpdater): Promise<void> {
    const updater = loaded ?? (await this.#updater)
    if (!updater || !this.#settings) return
    updater.autoInstallOnAppQuit = this.#settings.install === 'on-quit'
    updater.allowPrerelease = this.#settings.early
  }
}
