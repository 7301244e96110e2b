import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { browser } from './browser.ts'
import { note } from './seen.ts'
import { place } from './place.ts'
import { SingleInstance } from './single-instance.ts'
import { type Image, nativeImage } from './system.ts'
import { windows } from './windows.ts'

const usualFolders: Record<string, () => string> = {
  home: homedir,
  temp: tmpdir,
  appData: () => join(homedir(), '.config'),
  userData: () => join(homedir(), '.config', place.name),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
  pictures: () => join(homedir(), 'Pictures'),
  exe: () => process.execPath,
}

class App extends EventEmitter {
  readonly commandLine = {
    appendSwitch: (name: string, value = '') =>
      browser.switches.push(value === '' ? `--${name}` : `--${name}=${value}`),
    hasSwitch: (name: string) => process.argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
  }
  /** There only on macOS. */
  readonly dock = undefined
  readonly #paths = new Map<string, string>()
  readonly #instance = new SingleInstance((argv, cwd) => this.emit('second-instance', {}, argv, cwd, null))
  #loginItem: object = { openAtLogin: false }
  #quitting = false

  get isPackaged(): boolean {
    return place.isPackaged
  }
  get name(): string {
    return place.name
  }
  isReady(): boolean {
    return browser.isReady
  }
  whenReady(): Promise<void> {
    return browser.ready
  }
  getName(): string {
    return place.name
  }
  getVersion(): string {
    return place.version
  }
  getAppPath(): string {
    return place.appPath
  }
  getLocale(): string {
    return process.env['STANDIN_LOCALE'] ?? 'en-US'
  }
  getPath(name: string): string {
    const path = this.#paths.get(name) ?? usualFolders[name]?.()
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }
  requestSingleInstanceLock(): boolean {
    return this.#instance.take(this.getPath('userData'))
  }
  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }
  enableSandbox(): void {
    browser.isSandboxed = true
  }
  setAppUserModelId(id: string): void {
    note('app-id', id)
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    note('protocol-client', scheme)
    return true
  }
  setLoginItemSettings(settings: object): void {
    this.#loginItem = { ...settings }
    note('login-item', settings)
  }
  getLoginItemSettings(): object {
    return this.#loginItem
  }
  setBadgeCount(count = 0): boolean {
    note('badge', count)
    return true
  }
  async getFileIcon(path: string): Promise<Image> {
    return nativeImage.createFromPath(path)
  }
  addRecentDocument(path: string): void {
    note('recent', path)
  }
  setJumpList(): void {}
  focus(): void {
    note('app-focus')
  }

  /** As Electron: asks, closes the windows, and goes unless somebody objects. */
  quit(): void {
    if (this.#quitting || this.#isPrevented('before-quit')) return
    this.#quitting = true
    for (const window of windows.all()) window.close()
    if (windows.all().length > 0 || this.#isPrevented('will-quit')) {
      this.#quitting = false
      return
    }
    this.exit(0)
  }

  exit(code = 0): void {
    this.emit('quit', {}, code)
    this.#instance.release()
    process.exit(code)
  }

  /** What happens when the last window has gone. */
  windowsAreClosed(): void {
    if (!this.#quitting && !this.emit('window-all-closed')) this.quit()
  }

  #isPrevented(event: string): boolean {
    let prevented = false
    this.emit(event, { preventDefault: () => (prevented = true) })
    return prevented
  }
}

export const app = new App()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())
