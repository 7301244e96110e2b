import { join } from 'node:path'
import { app, BrowserWindow, protocol, session } from 'electron'
import { Fault } from '../../../contract/fault.ts'
import { packageRoot } from '../../package-root.ts'
import { resolvedPath } from '../../io/places/real-paths.ts'
import { askRoutes, noRoutes } from './app-api.ts'
import { appPages } from './app-pages.ts'
import { callAnswers } from './call-answers.ts'
import { answerCalls } from './desktop-calls.ts'
import { DesktopStore } from './desktop-store.ts'
import { DesktopGrants } from './engine/desktop-grants.ts'
import { EngineHolder } from './engine/engine-holder.ts'
import { SettingsWatch } from './engine/settings-watch.ts'
import { takeFiles } from './files-taken.ts'
import { Leaving } from './leaving.ts'
import { showMenu } from './outside/app-menu.ts'
import { BatchFiles } from './outside/batch-files.ts'
import { Outside } from './outside/outside.ts'
import { type OutsideRequest, requestOf } from './outside/request.ts'
import { appScheme } from './own-page.ts'
import { Requests } from './requests.ts'
import { ScreenLines } from './screen-line.ts'
import { desktopTexts } from './texts/desktop-texts.ts'
import { MainWindow } from './window/main-window.ts'
import { PageAsks } from './window/page-asks.ts'
import { keepPagesIn } from './window/page-rules.ts'

export interface DesktopPlace {
  stateFolder: string
  /** What the app was started with. */
  request: OutsideRequest
}

/** Puts the app together, once Electron is ready. The window comes first; the engine opens while it is drawn. */
export class DesktopApp {
  readonly #store: DesktopStore
  readonly #grants: DesktopGrants
  readonly #holder: EngineHolder
  readonly #window: MainWindow
  readonly #asks: PageAsks
  readonly #leaving: Leaving
  readonly #settings = new SettingsWatch()
  readonly #outside: Outside
  readonly #requests: Requests

  constructor({ stateFolder, request }: DesktopPlace) {
    this.#store = new DesktopStore(join(stateFolder, 'desktop', 'desktop.json'))
    this.#grants = this.#openGrants(stateFolder)
    this.#holder = new EngineHolder({ stateFolder, grants: this.#grants }, (engine) => {
      this.#settings.follow(engine)
      this.#outside.follow(engine)
    })
    this.#window = new MainWindow({ store: this.#store, mayClose: () => this.#leaving.mayClose() })
    this.#asks = new PageAsks((page) => this.#window.window?.webContents === page)
    this.#outside = new Outside({ window: this.#window, asks: this.#asks, settings: this.#settings })
    this.#requests = new Requests({ window: this.#window, asks: this.#asks, grants: this.#grants })
    this.#leaving = this.#openLeaving()
    this.#openPages()
    this.#answerPages()
    this.#listen()
    this.#requests.carryOut(request)
    void this.#holder.engine().catch((error: unknown) => this.#noEngine(error))
  }

  /** What was asked from outside meanwhile. */
  carryOut(request: OutsideRequest): void {
    this.#requests.carryOut(request)
  }

  #openGrants(stateFolder: string): DesktopGrants {
    const grants = new DesktopGrants({
      resolve: resolvedPath,
      closed: resolvedPath(stateFolder) ?? stateFolder,
      grants: this.#store.document.grants,
      changed: (kept) => this.#store.change({ grants: kept }),
    })
    // Where results go until the person chooses another folder.
    grants.add(join(app.getPath('documents'), 'Millrace'), 'write', 'Millrace')
    return grants
  }

  #openLeaving(): Leaving {
    return new Leaving({
      isBusy: () => this.#outside.overview.left > 0 && this.#holder.isOwner,
      keepsRunning: () => process.platform === 'darwin' || this.#settings.current.desktop.keepRunning,
      ask: () => this.#outside.askAboutQuitting(),
      hide: () => this.#window.hide(),
      close: async () => {
        for (const window of BrowserWindow.getAllWindows()) window.hide()
        await this.#holder.close()
        this.#outside[Symbol.dispose]()
        this.#store[Symbol.dispose]()
      },
      exit: () => this.#outside.exit(),
    })
  }

  #openPages(): void {
    keepPagesIn(session.defaultSession)
    const api = async (request: Request) => {
      const engine = await this.#holder.engine().catch(() => null)
      return engine?.routes ? askRoutes(engine.routes, request) : noRoutes()
    }
    protocol.handle(appScheme, appPages(join(packageRoot, 'out/renderer'), api))
    new ScreenLines(async () => {
      const engine = await this.#holder.engine()
      return { ...engine, client: this.#settings.hearing(engine.client) }
    })
  }

  #answerPages(): void {
    const whole = async () => (await this.#holder.engine()).whole
    takeFiles(this.#grants)
    answerCalls(
      callAnswers({
        files: new BatchFiles(whole),
        grants: this.#grants,
        leaving: this.#leaving,
        window: this.#window,
        outside: this.#outside,
        looked: () => this.#showMenu(),
      }),
    )
  }

  #listen(): void {
    this.#showMenu()
    app.on('second-instance', (_event, argv, cwd) =>
      this.#requests.carryOut(requestOf(argv.slice(app.isPackaged ? 1 : 2), cwd)),
    )
    app.on('activate', () => this.#window.show())
    app.on('before-quit', (event) => {
      if (this.#leaving.mustWait()) event.preventDefault()
    })
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
  }

  #showMenu(): void {
    showMenu(desktopTexts(), {
      ask: (ask) => {
        this.#window.show()
        this.#asks.ask(ask)
      },
    })
  }

  /** The page says the rest, and tries again. */
  #noEngine(error: unknown): void {
    const fault = Fault.from(error, 'the engine')
    this.#asks.ask({ type: 'refused', message: [fault.message, fault.remedy].join(' ') })
  }
}
