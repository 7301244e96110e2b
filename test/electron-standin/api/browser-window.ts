import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { note } from './seen.ts'
import { WebContents } from './web-contents.ts'
import type { WebPreferences } from './web-preferences.ts'
import { windows } from './windows.ts'

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

interface WindowOptions extends Partial<Bounds> {
  show?: boolean
  title?: string
  webPreferences?: WebPreferences
}

const ids = { last: 0 }

/** A window nobody sees: its page is real, what surrounds it is remembered. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++ids.last
  readonly webContents: WebContents
  readonly options: WindowOptions
  #bounds: Bounds
  #isVisible: boolean
  #state: 'normal' | 'minimized' | 'maximized' | 'full-screen' = 'normal'

  static getAllWindows(): BrowserWindow[] {
    return windows.all()
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().findLast((window) => window.isVisible()) ?? null
  }

  constructor(options: WindowOptions = {}) {
    super()
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options
    this.#bounds = { x, y, width, height }
    this.#isVisible = options.show !== false
    this.webContents = new WebContents({ width, height, webPreferences })
    windows.add(this)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => this.#gone())
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  loadFile(): never {
    throw new Error('the stand-in loads no file:// page')
  }
  show(): void {
    if (!this.#isVisible) note('show', this.id, performance.now())
    this.#isVisible = true
    this.emit('show')
  }
  showInactive(): void {
    this.show()
  }
  hide(): void {
    this.#isVisible = false
    this.emit('hide')
  }
  focus(): void {
    this.#isVisible = true
    note('focus', this.id)
  }
  isVisible(): boolean {
    return this.#isVisible
  }
  isFocused(): boolean {
    return this.#isVisible && this.#state !== 'minimized'
  }
  minimize(): void {
    this.#become('minimized', 'minimize')
  }
  maximize(): void {
    this.#become('maximized', 'maximize')
  }
  setFullScreen(full: boolean): void {
    this.#become(full ? 'full-screen' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen')
  }
  restore(): void {
    this.#become('normal', 'restore')
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  isMaximized(): boolean {
    return this.#state === 'maximized'
  }
  isFullScreen(): boolean {
    return this.#state === 'full-screen'
  }
  getBounds(): Bounds {
    return { ...this.#bounds }
  }
  getNormalBounds(): Bounds {
    return { ...this.#bounds }
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    this.emit('resize')
  }
  setProgressBar(fraction: number, options: object = {}): void {
    note('progress', fraction, options)
  }
  setOverlayIcon(image: unknown, text: string): void {
    note('overlay-icon', image !== null, text)
  }
  setTitleBarOverlay(options: object): void {
    note('title-bar', options)
  }
  setTitle(title: string): void {
    this.emit('page-title-updated', { preventDefault() {} }, title)
  }
  setBackgroundColor(): void {}
  setAlwaysOnTop(): void {}
  setVisibleOnAllWorkspaces(): void {}
  isDestroyed(): boolean {
    return !windows.all().includes(this)
  }

  close(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }
  destroy(): void {
    this.webContents.destroy()
  }

  #become(state: 'normal' | 'minimized' | 'maximized' | 'full-screen', event: string): void {
    this.#state = state
    this.emit(event)
  }

  #gone(): void {
    if (!windows.remove(this)) return
    this.emit('closed')
    if (windows.all().length === 0) app.windowsAreClosed()
  }
}
