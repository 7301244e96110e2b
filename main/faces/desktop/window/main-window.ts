import { type BrowserWindow, screen } from 'electron'
import type { DesktopStore } from '../desktop-store.ts'
import { pageAddress, pageWindow } from './page-window.ts'
import { placeOnScreen, smallestWindow } from './place-on-screen.ts'
import { followLook, titleBarOptions } from './title-bar.ts'

export interface MainWindowOptions {
  store: DesktopStore
  /** Whether it may close; otherwise it stays. */
  mayClose: () => boolean
  /** Stays hidden until it is asked for, as after a start with the session. */
  hidden?: boolean
}

/** The one large window: made when it is first shown, and again after it was closed. */
export class MainWindow {
  readonly #options: MainWindowOptions
  #window: BrowserWindow | null = null

  constructor(options: MainWindowOptions) {
    this.#options = options
  }

  /** Null while there is none. */
  get window(): BrowserWindow | null {
    return this.#window
  }

  get isInFront(): boolean {
    return this.#window?.isFocused() === true && this.#window.isVisible()
  }

  /** Opens it, or brings it to the front. */
  show(): BrowserWindow {
    const window = this.#window ?? this.#open()
    if (window.isMinimized()) window.restore()
    if (this.#isDrawn) {
      window.show()
      window.focus()
    }
    return window
  }

  hide(): void {
    this.#window?.hide()
  }

  #isDrawn = false

  #open(): BrowserWindow {
    const { store, mayClose } = this.#options
    const last = store.document.window
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    const window = pageWindow({
      ...placeOnScreen(last, screens),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      title: 'Millrace',
      ...titleBarOptions(),
    })
    this.#window = window
    if (last?.maximized === true) window.maximize()
    followLook(window)
    this.#remember(window)
    window.once('ready-to-show', () => {
      this.#isDrawn = true
      window.show()
    })
    window.on('close', (event) => {
      if (!mayClose()) event.preventDefault()
    })
    window.once('closed', () => {
      this.#window = null
      this.#isDrawn = false
    })
    void window.loadURL(pageAddress()).catch(() => {})
    return window
  }

  #remember(window: BrowserWindow): void {
    const note = () => {
      if (window.isFullScreen() || window.isMinimized()) return
      const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
      this.#options.store.change({ window: place })
    }
    window.on('resize', note)
    window.on('move', note)
    window.on('maximize', note)
    window.on('unmaximize', note)
  }
}
