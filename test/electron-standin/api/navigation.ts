import type { EventEmitter } from 'node:events'
import { browser } from './browser.ts'
import { note } from './seen.ts'

interface Said {
  requestId: string
  request: { url: string }
  frame: { parentId?: string; url: string }
}

interface NavigationOptions {
  ask: <T>(method: string, params?: object) => Promise<T>
  contents: EventEmitter
}

/** Where a page goes: as Electron asks, `will-navigate` decides about every way but `loadURL`. */
export class Navigation {
  readonly #options: NavigationOptions
  #url = ''
  #isOwn = false

  constructor(options: NavigationOptions) {
    this.#options = options
  }

  /** As the app has it. */
  get url(): string {
    return browser.schemes.fromWeb(this.#url)
  }

  async start(): Promise<void> {
    await this.#options.ask('Fetch.enable', { patterns: [{ resourceType: 'Document' }] })
  }

  /** Answers what went wrong, or nothing. */
  async go(url: string): Promise<string | undefined> {
    this.#isOwn = true
    const { errorText } = await this.#options.ask<{ errorText?: string }>('Page.navigate', {
      url: browser.schemes.toWeb(url),
    })
    this.#isOwn = false
    return errorText
  }

  /** Whether it was about navigation. */
  hear(method: string, params: never): boolean {
    const said = params as Said
    if (method === 'Fetch.requestPaused') void this.#decide(said)
    else if (method === 'Page.loadEventFired') this.#options.contents.emit('did-finish-load')
    else if (method === 'Page.frameNavigated' && said.frame.parentId === undefined) this.#arrived(said.frame.url)
    else return false
    return true
  }

  #arrived(url: string): void {
    this.#url = url
    if (url !== 'about:blank') this.#options.contents.emit('did-navigate', {}, this.url)
  }

  async #decide({ requestId, request }: Said): Promise<void> {
    const url = browser.schemes.fromWeb(request.url)
    const mayGo = this.#isOwn || !this.#isPrevented(url)
    if (!mayGo) note('navigation-refused', url)
    await (mayGo
      ? this.#options.ask('Fetch.continueRequest', { requestId })
      : this.#options.ask('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    ).catch(() => {})
  }

  #isPrevented(url: string): boolean {
    let prevented = false
    this.#options.contents.emit('will-navigate', { preventDefault: () => (prevented = true), url }, url)
    return prevented
  }
}
