import { ipcMain, type WebContents } from 'electron'
import { Face, type FaceWire } from '../attach/face.ts'
import { announce, type Announced } from '../server/announcing.ts'
import { channels, type LineMessage } from './channels.ts'
import { isTrusted } from './trusted-sender.ts'

/** The engine as pages see it, until `gone` aborts. */
export interface ScreenEngine extends Announced {
  gone: AbortSignal
}

/** Lines between pages and the engine: one a page at a time, over IPC, with the same face as a socket has. */
export class ScreenLines {
  readonly #engine: () => Promise<ScreenEngine>
  readonly #open = new Map<WebContents, OpenLine>()

  /** `engine` opens it when there is none. */
  constructor(engine: () => Promise<ScreenEngine>) {
    this.#engine = engine
    ipcMain.handle(channels.openLine, (event, line: unknown) =>
      isTrusted(event) && typeof line === 'number' ? this.#begin(event.sender, line) : false,
    )
    ipcMain.on(channels.line, (event, message: unknown) => {
      if (isTrusted(event) && isLineMessage(message)) this.#hear(event.sender, message)
    })
  }

  async #begin(page: WebContents, line: number): Promise<boolean> {
    this.#open.get(page)?.end()
    const engine = await this.#engine().catch(() => null)
    if (engine === null || engine.gone.aborted || page.isDestroyed()) return false
    const opened = new OpenLine(page, { line, engine })
    this.#open.set(page, opened)
    const forget = () => {
      opened.end()
      if (this.#open.get(page) === opened) this.#open.delete(page)
    }
    // A page that is loaded anew begins again with a line of its own.
    page.once('did-navigate', forget)
    page.once('destroyed', forget)
    return true
  }

  #hear(page: WebContents, message: LineMessage): void {
    const open = this.#open.get(page)
    if (open?.number !== message.line) return
    if ('text' in message) open.hear(message.text)
    else open.end()
  }
}

class OpenLine {
  readonly number: number
  readonly #page: WebContents
  readonly #ended = new AbortController()
  readonly #face: Face

  constructor(page: WebContents, { line, engine }: { line: number; engine: ScreenEngine }) {
    this.number = line
    this.#page = page
    const signal = AbortSignal.any([this.#ended.signal, engine.gone])
    this.#face = new Face({
      wire: this.#wire(),
      client: engine.client,
      announcing: (params, asking) => announce(params, engine, asking.signal),
      signal,
    })
    engine.gone.addEventListener('abort', () => this.#lose(), { signal: this.#ended.signal })
  }

  hear(text: string): void {
    this.#face.hear(text).catch(() => this.#lose())
  }

  end(): void {
    this.#ended.abort()
  }

  /** IPC has no buffer to look at; the log of events holds back what a slow page has not been told. */
  #wire(): FaceWire {
    return {
      send: (message) => {
        this.#tell({ line: this.number, text: JSON.stringify(message) })
        return true
      },
      drained: () => Promise.resolve(),
      end: () => this.#lose(),
    }
  }

  #lose(): void {
    if (this.#ended.signal.aborted) return
    this.end()
    this.#tell({ line: this.number, ended: true })
  }

  #tell(message: LineMessage): void {
    if (!this.#page.isDestroyed()) this.#page.send(channels.line, message)
  }
}

function isLineMessage(message: unknown): message is LineMessage {
  if (typeof message !== 'object' || message === null || !('line' in message)) return false
  return (
    typeof message.line === 'number' && (('text' in message && typeof message.text === 'string') || 'ended' in message)
  )
}
