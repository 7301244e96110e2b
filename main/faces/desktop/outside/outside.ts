import type { Client } from '../../../../contract/client.ts'
import type { UpdateCheck } from '../../../../contract/desktop.ts'
import type { BatchSnapshot, EngineEvent } from '../../../../contract/event.ts'
import type { BatchState } from '../../../../contract/job.ts'
import type { DesktopEngine } from '../engine/desktop-engine.ts'
import type { SettingsWatch } from '../engine/settings-watch.ts'
import { speak } from '../texts/desktop-texts.ts'
import type { MainWindow } from '../window/main-window.ts'
import type { PageAsks } from '../window/page-asks.ts'
import { Popover } from '../window/popover.ts'
import { Awake } from './awake.ts'
import { AwayNotices } from './away-notices.ts'
import { followBatches, type Overview, overviewOf } from './live-batches.ts'
import { setOpenAtLogin } from './login-item.ts'
import { nameOf, noticeOf, tell } from './notices.ts'
import { Taskbar } from './taskbar.ts'
import { TrayIcon } from './tray-icon.ts'
import { Updates } from './updates.ts'

interface OutsideParts {
  window: MainWindow
  asks: PageAsks
  settings: SettingsWatch
}

const askMostMs = 60_000

/** Everything a person sees of the app outside its window, kept in step with the engine: tray, taskbar, notices, and the machine kept awake. */
export class Outside implements Disposable {
  overview: Overview = overviewOf([])
  readonly #parts: OutsideParts
  readonly #awake = new Awake()
  readonly #taskbar: Taskbar
  readonly #popover = new Popover()
  readonly #tray: TrayIcon
  readonly #updates: Updates
  readonly #awayNotices = new AwayNotices()
  #client: Client | null = null
  #opensAtLogin: boolean | undefined

  constructor(parts: OutsideParts) {
    this.#parts = parts
    this.#taskbar = new Taskbar(() => parts.window.window)
    this.#tray = new TrayIcon({
      toggle: () => this.#popover.toggle(this.#tray.bounds()),
      open: () => this.showWindow(''),
      pauseAll: () =>
        void this.#toAll(['counting', 'running'], (batch) =>
          this.#ask((client, soon) => client.ask('batch.pause', { batch }, soon)),
        ),
      resumeAll: () =>
        void this.#toAll(['paused'], (batch) =>
          this.#ask((client, soon) => client.ask('batch.resume', { batch, waitMs: null }, soon)),
        ),
    })
    this.#updates = new Updates((version) => parts.asks.ask({ type: 'update', version }))
    parts.settings.listen((settings) => this.#useSettings(settings))
  }

  /** Follows an engine until it goes. */
  follow(engine: DesktopEngine): void {
    this.#client = engine.whole
    const ears = {
      changed: (overview: Overview) => this.#show(overview),
      finished: (batch: BatchSnapshot) => this.#finished(batch),
      event: (event: EngineEvent) => this.#heard(event),
    }
    void followBatches(engine.whole, ears, engine.gone)
    for (const message of engine.notices) this.#parts.asks.ask({ type: 'refused', message })
  }

  showWindow(hash: string): void {
    this.#popover.hide()
    this.#parts.window.show()
    if (hash !== '') this.#parts.asks.ask({ type: 'go', hash })
  }

  askAboutQuitting(): void {
    const { left, remainingMs, batches } = this.overview
    const [first] = batches
    this.#parts.window.show()
    this.#parts.asks.ask({
      type: 'quitting',
      files: left,
      remainingMs,
      title: first ? (first.title ?? nameOf(first.out)) : '',
    })
  }

  checkForUpdate(): Promise<UpdateCheck> {
    return this.#updates.check()
  }

  installUpdate(): void {
    this.#updates.install()
  }

  /** The person goes on after all. */
  stay(): void {
    this.#updates.stay()
  }

  /** The last act, once everything is closed. */
  exit(): void {
    void this.#updates.exit()
  }

  [Symbol.dispose](): void {
    this.#awake[Symbol.dispose]()
    this.#tray[Symbol.dispose]()
    this.#popover.close()
  }

  #show(overview: Overview): void {
    this.overview = overview
    this.#awake.set(overview.running)
    this.#taskbar.show(overview, { wanted: this.#parts.settings.current.notifications.icon })
    this.#tray.show(overview)
  }

  #finished(batch: BatchSnapshot): void {
    const { window, settings } = this.#parts
    const options = { settings: settings.current.notifications, isWatched: window.isInFront, nowMs: Date.now() }
    const notice = noticeOf(batch, options)
    if (notice) tell(notice, () => this.showWindow(`#/runs/${encodeURIComponent(batch.batchId)}`))
  }

  #heard(event: EngineEvent): void {
    if (event.type !== 'watch') return
    const notice = this.#awayNotices.of(event.watch, this.#parts.settings.current.notifications)
    if (notice) tell(notice, () => this.showWindow('#/watch'))
  }

  #useSettings({ language, desktop, updates }: SettingsWatch['current']): void {
    if (language !== '') speak(language)
    this.#updates.configure(updates)
    if (desktop.openAtLogin === this.#opensAtLogin) return
    this.#opensAtLogin = desktop.openAtLogin
    setOpenAtLogin(desktop.openAtLogin).catch((error: unknown) =>
      this.#parts.asks.ask({ type: 'refused', message: String(error) }),
    )
  }

  async #toAll(states: BatchState[], act: (batch: string) => Promise<unknown>): Promise<void> {
    const those = this.overview.batches.filter(({ state }) => states.includes(state))
    await Promise.allSettled(those.map(({ batchId }) => act(batchId)))
  }

  async #ask(ask: (client: Client, options: { signal: AbortSignal }) => Promise<unknown>): Promise<void> {
    if (this.#client) await ask(this.#client, { signal: AbortSignal.timeout(askMostMs) })
  }
}
