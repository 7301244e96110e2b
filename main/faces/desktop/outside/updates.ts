import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { UpdateCheck } from '../../../../contract/desktop.ts'
import type { ChangeableSettings } from '../../../../contract/settings-commands.ts'

type UpdateSettings = ChangeableSettings['updates']

/** Soon enough to be fresh, late enough not to slow the start. */
const firstCheckMs = 30_000
const checkEveryMs = 24 * 3_600_000
/** Putting it in place is a matter of moments; whatever hangs there does not keep the app from ending. */
const installMostMs = 30_000

/**
 * Looks for newer versions where the package says they are published, fetches them in the background and puts them in place when the app
 * quits, or when the person says so. Does nothing in a checkout, and nothing for packages that the system's own package manager looks after.
 */
export class Updates {
  readonly #fetched: (version: string) => void
  #settings: UpdateSettings | undefined
  #updater: Promise<AppUpdater> | undefined
  #isFetched = false
  #isWanted = false

  /** `fetched` is told the version that is ready to be installed. */
  constructor(fetched: (version: string) => void) {
    this.#fetched = fetched
  }

  configure(settings: UpdateSettings): void {
    this.#settings = settings
    if (!looksItself() || this.#updater) return void this.#apply().catch(() => {})
    setTimeout(() => void this.check(), firstCheckMs).unref()
    setInterval(() => void this.check(), checkEveryMs).unref()
    this.#updater = this.#load()
    // A package without its updater is told to whoever asks for a newer version.
    this.#updater.catch(() => {})
  }

  /** Comes back when it has been looked, and fetched what there is; a place that cannot be reached is asked again later. */
  async check(): Promise<UpdateCheck> {
    const version = app.getVersion()
    try {
      const updater = await this.#updater
      const result = await updater?.checkForUpdates()
      if (!result) return { found: 'elsewhere', version }
      if (!result.isUpdateAvailable) return { found: 'newest', version }
      await result.downloadPromise
      return { found: 'fetched', version: result.updateInfo.version }
    } catch {
      return { found: 'failed', version }
    }
  }

  /** Quits, in good order and not before the person has been asked about files under way, and then starts the version that was fetched. */
  install(): void {
    this.#isWanted = this.#isFetched
    if (this.#isWanted) app.quit()
  }

  /** The person thought better of quitting. */
  stay(): void {
    this.#isWanted = false
  }

  /** Ends the app, all of which has been closed; what was to be installed is put in place first. */
  async exit(): Promise<void> {
    const updater = this.#isWanted ? await this.#updater : undefined
    if (!updater) return app.exit(0)
    setTimeout(() => app.exit(0), installMostMs)
    updater.once('error', () => app.exit(0))
    // The new one may be there before this one has gone.
    app.releaseSingleInstanceLock()
    updater.quitAndInstall()
  }

  async #load(): Promise<AppUpdater> {
    const { default: updater } = await import('electron-updater')
    const { autoUpdater } = updater
    autoUpdater.logger = null
    autoUpdater.on('update-downloaded', ({ version }) => {
      this.#isFetched = true
      this.#fetched(version)
    })
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

/** On Linux only an AppImage is a file of the person's own; other packages belong to the system, or to whoever unpacked them. */
function looksItself(): boolean {
  return app.isPackaged && (process.platform !== 'linux' || process.env['APPIMAGE'] !== undefined)
}
