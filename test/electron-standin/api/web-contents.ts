import { EventEmitter } from 'node:events'
import { bindingName, isolatedWorldName, isolatedWorldScript, mainWorldScript } from '../page/page-scripts.ts'
import { browser } from './browser.ts'
import { ipcMain } from './ipc-main.ts'
import { Navigation } from './navigation.ts'
import { answerHalted } from './halted-world.ts'
import { note } from './seen.ts'
import { session } from './session.ts'
import type { Image } from './system.ts'
import { checkedPreferences, type WebPreferences } from './web-preferences.ts'

export interface WebContentsOptions {
  width: number
  height: number
  webPreferences: WebPreferences
}

type OpenHandler = (details: { url: string }) => { action: string }

interface FromPage {
  type: 'invoke' | 'send' | 'preload-error'
  channel: string
  id: number
  words: unknown[]
  error: string
}

const ids = { last: 0 }

/** A page in a tab of its own, with its preload in a world of its own. */
export class WebContents extends EventEmitter {
  readonly id = ++ids.last
  readonly session = session.defaultSession
  readonly #preferences: WebPreferences
  readonly #up: Promise<void>
  #navigation: Navigation | undefined
  #tab = ''
  #target = ''
  #world: number | undefined
  #unheard: string[] = []
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #isGone = false

  constructor({ width, height, webPreferences }: WebContentsOptions) {
    super()
    this.#preferences = checkedPreferences(webPreferences)
    this.#up = this.#open({ width, height })
    this.#up.catch((error: unknown) => process.stderr.write(`no window could be opened: ${String(error)}\n`))
  }

  get mainFrame(): object {
    const url = this.getURL()
    return { url, origin: /^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? 'null', parent: null, processId: 1, routingId: 1 }
  }
  get targetId(): string {
    return this.#target
  }
  getURL(): string {
    return this.#navigation?.url ?? ''
  }
  isDestroyed(): boolean {
    return this.#isGone
  }
  getLastWebPreferences(): WebPreferences {
    return this.#preferences
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }
  setZoomLevel(): void {}
  getZoomLevel(): number {
    return 0
  }
  reload(): void {
    void this.#ask('Page.reload').catch(() => {})
  }
  startDrag({ file, files = [file], icon }: { file: string; files?: string[]; icon: Image }): void {
    // Electron begins no drag that nobody would see.
    if (icon.isEmpty()) throw new TypeError("Must specify non-empty 'icon' option")
    note('drag', ...files)
  }
  send(channel: string, ...words: unknown[]): void {
    this.#tell({ channel, words })
  }

  async loadURL(url: string): Promise<void> {
    await this.#up
    await this.session.decideFor(url, new URL(browser.schemes.toWeb(url)).origin)
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve))
    const failure = await this.#navigation?.go(url)
    if (failure) {
      this.emit('did-fail-load', {}, -2, failure, url)
      throw new Error(`${failure} loading '${url}'`)
    }
    await loaded
  }

  async capturePage(): Promise<{ toPNG(): Buffer }> {
    const { data } = await this.#ask<{ data: string }>('Page.captureScreenshot', { format: 'png' })
    return { toPNG: () => Buffer.from(data, 'base64') }
  }

  /** Closes the tab; `destroyed` says when. */
  destroy(): void {
    if (this.#target !== '') void browser.devtools.ask('Target.closeTarget', { targetId: this.#target }).catch(() => {})
    this.#gone()
  }

  #ask<T>(method: string, params: object = {}): Promise<T> {
    return browser.devtools.ask<T>(method, params, this.#tab)
  }

  async #open(size: { width: number; height: number }): Promise<void> {
    const { devtools } = browser
    const { targetId } = await devtools.ask<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...size,
    })
    this.#target = targetId
    browser.onGone.set(targetId, () => this.#gone())
    const tab = { targetId, flatten: true }
    this.#tab = (await devtools.ask<{ sessionId: string }>('Target.attachToTarget', tab)).sessionId
    devtools.listen(this.#tab, (method, params) => this.#hear(method, params))
    this.#navigation = new Navigation({ ask: (method, params) => this.#ask(method, params), contents: this })
    const world = { executionContextName: isolatedWorldName, name: bindingName }
    await Promise.all([
      ...['Page.enable', 'Runtime.enable', 'Debugger.enable'].map((method) => this.#ask(method)),
      this.#ask('Runtime.addBinding', world),
      this.#navigation.start(),
    ])
    const { preload, additionalArguments = [] } = this.#preferences
    if (preload === undefined) return
    const isolated = { worldName: isolatedWorldName, source: isolatedWorldScript(preload, additionalArguments) }
    await Promise.all(
      [{ source: mainWorldScript() }, isolated].map((script) =>
        this.#ask('Page.addScriptToEvaluateOnNewDocument', script),
      ),
    )
  }

  #hear(method: string, params: never): void {
    const said = params as unknown as {
      context: { name: string; id: number; auxData: { frameId: string } }
      payload: string
      url: string
      callFrames: { callFrameId: string }[]
    }
    if (this.#navigation?.hear(method, params)) return
    if (method === 'Runtime.executionContextCreated') this.#worldIsThere(said.context)
    else if (method === 'Runtime.executionContextsCleared') this.#world = undefined
    else if (method === 'Runtime.bindingCalled') void this.#fromPage(JSON.parse(said.payload) as FromPage)
    else if (method === 'Debugger.paused')
      void answerHalted((asked, words) => this.#ask(asked, words), said.callFrames[0]?.callFrameId ?? '')
    else if (method === 'Page.windowOpen') note('window-open', said.url, this.#openHandler({ url: said.url }).action)
    else if (method === 'Inspector.targetCrashed')
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }

  /** A frame within the page has no preload, as in Electron; the top frame has the name of its tab. */
  #worldIsThere({ id, name, auxData }: { id: number; name: string; auxData: { frameId: string } }): void {
    if (name !== isolatedWorldName || auxData.frameId !== this.#target) return
    this.#world = id
    const unheard = this.#unheard
    this.#unheard = []
    for (const text of unheard) this.#say(text)
  }

  async #fromPage({ type, channel, id, words, error }: FromPage): Promise<void> {
    const event = { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1, ports: [] }
    if (type === 'send') ipcMain.emit(channel, event, ...words)
    else if (type === 'invoke') this.#tell({ channel, id, ...(await ipcMain.answer(event, channel, words)) })
    else {
      this.emit('preload-error', {}, this.#preferences.preload, new Error(error))
      process.stderr.write(`the preload failed: ${error}\n`)
    }
  }

  /** A page that is still loading hears it when its world is there. */
  #tell(message: object): void {
    const text = JSON.stringify(message)
    if (this.#world === undefined) this.#unheard.push(text)
    else this.#say(text)
  }

  #say(text: string): void {
    void this.#ask('Runtime.callFunctionOn', {
      executionContextId: this.#world,
      functionDeclaration: '(text) => standinHear(text)',
      arguments: [{ value: text }],
    }).catch(() => {})
  }

  #gone(): void {
    if (this.#isGone) return
    this.#isGone = true
    browser.onGone.delete(this.#target)
    browser.devtools.forget(this.#tab)
    this.emit('destroyed')
  }
}
