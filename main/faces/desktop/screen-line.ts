import type { WebContents } from 'electron'
import { z } from 'zod'
import { Face, type FaceWire } from '../attach/face.ts'
import { announce, type Announced } from '../server/announcing.ts'
import { channels, type LineMessage } from './channels.ts'
import { answerPages, hearPages } from './page-channel.ts'

/** The engine as pages see it, until `gone` aborts. */
export interface ScreenEngine extends Announced {
  gone: AbortSignal
}

const lineNumber = z.number().int()
const lineMessage: z.ZodType<LineMessage> = z.union([
  z.strictObject({ line: lineNumber, text: z.string() }),
  z.strictObject({ line: lineNumber, ended: z.literal(true) }),
])

/** More than a page ever needs: one of its own, and one that is on its way out. */
const linesMost = 4

/** Lines between pages and the engine: over IPC, with the same face as a socket has. */
export class ScreenLines {
  readonly #engine: () => Promise<ScreenEngine>
  readonly #open = new Map<WebContents, Map<number, OpenLine>>()

  /** `engine` opens it when there is none. */
  constructor(engine: () => Promise<ScreenEngine>) {
    this.#engine = engine
    const answer = ([number]: [number], page: WebContents) => this.#begin(page, number)
    answerPages(channels.openLine, { takes: z.tuple([lineNumber]), answer, refused: false })
    hearPages(channels.line, { takes: z.tuple([lineMessage]), hear: ([message], page) => this.#hear(page, message) })
  }

  async #begin(page: WebContents, line: number): Promise<boolean> {
    const engine = await this.#engine().catch(() => null)
    if (engine === null || engine.gone.aborted || page.isDestroyed()) return false
    const lines = this.#linesOf(page)
    if (lines.has(line) || lines.size >= linesMost) return false
    lines.set(line, new OpenLine(page, { line, engine, ended: () => lines.delete(line) }))
    return true
  }

  /** A page that is loaded anew begins again with lines of its own. */
  #linesOf(page: WebContents): Map<number, OpenLine> {
    const known = this.#open.get(page)
    if (known) return known
    const lines = new Map<number, OpenLine>()
    const endAll = () => {
      for (const line of lines.values()) line.end()
    }
    page.on('did-navigate', endAll)
    page.once('destroyed', () => {
      endAll()
      this.#open.delete(page)
    })
    this.#open.set(page, lines)
    return lines
  }

  #hear(page: WebContents, message: LineMessage): void {
    const open = this.#open.get(page)?.get(message.line)
    if ('text' in message) open?.hear(message.text)
    else open?.end()
  }
}

interface OpenLineOptions {
  /** The number the preload gave it. */
  line: number
  engine: ScreenEngine
  /** Told once, when it is over. */
  ended: () => void
}

class OpenLine {
  readonly #number: number
  readonly #page: WebContents
  readonly #ended = new AbortController()
  readonly #face: Face

  constructor(page: WebContents, { line, engine, ended }: OpenLineOptions) {
    this.#number = line
    this.#page = page
    this.#ended.signal.addEventListener('abort', ended)
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
        this.#tell({ line: this.#number, text: JSON.stringify(message) })
        return true
      },
      drained: () => Promise.resolve(),
      end: () => this.#lose(),
    }
  }

  #lose(): void {
    if (this.#ended.signal.aborted) return
    this.end()
    this.#tell({ line: this.#number, ended: true })
  }

  #tell(message: LineMessage): void {
    if (!this.#page.isDestroyed()) this.#page.send(channels.line, message)
  }
}
