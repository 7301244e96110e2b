import type { Client } from '../../contract/client.ts'
import type { RowFilter } from '../../contract/row-commands.ts'
import type { Timer } from '../link/timer.ts'
import { noPages, pageRows, pagesFor, type RowPages, withPage } from './row-pages.ts'

export interface RowsQuery {
  batch: string
  filter: RowFilter
  search: string
}

/** Rows in view are asked for again at most four times a second. */
const refreshEveryMs = 250
/** Questions under way at once; whoever scrolls faster sees the rows where he stops. */
const askingMost = 4

/** The rows of one query, as far as somebody looks at them: fetched when they come into view, again when the batch moved on. Dispose to stop. */
export class RowsFeed implements Disposable {
  readonly #ask: Client['ask']
  readonly #query: RowsQuery
  readonly #timer: Timer
  readonly #told: (pages: RowPages) => void
  readonly #ending = new AbortController()
  readonly #asking = new Set<number>()
  /** Pages whose answer under way may be of before the batch moved on. */
  readonly #overtaken = new Set<number>()
  #pages = noPages
  #looking: [from: number, to: number] = [0, pageRows - 1]
  #behind = false
  #refreshing: Disposable | undefined
  #refreshedMs = Number.NEGATIVE_INFINITY

  constructor(
    ask: Client['ask'],
    query: RowsQuery,
    { timer, told }: { timer: Timer; told: (pages: RowPages) => void },
  ) {
    this.#ask = ask
    this.#query = query
    this.#timer = timer
    this.#told = told
  }

  /** Rows `from` to `to` are in view. */
  readonly look = (from: number, to: number): void => {
    this.#looking = [from, Math.max(from, to)]
    this.#fetch(this.#inView().filter((page) => !this.#pages.pages.has(page)))
  }

  /** The batch moved on: what is in view is asked for again, soon. */
  moved(): void {
    if (this.#refreshing || this.#ending.signal.aborted) return
    const waitMs = Math.max(0, this.#refreshedMs + refreshEveryMs - this.#timer.nowMs())
    this.#refreshing = this.#timer.after(waitMs, () => this.#refresh())
  }

  [Symbol.dispose](): void {
    this.#ending.abort()
    this.#refreshing?.[Symbol.dispose]()
  }

  #inView(): number[] {
    const last = this.#pages.total === null ? this.#looking[1] : Math.min(this.#looking[1], this.#pages.total - 1)
    return pagesFor(this.#looking[0], Math.max(this.#looking[0], last))
  }

  #refresh(): void {
    this.#refreshing = undefined
    this.#refreshedMs = this.#timer.nowMs()
    const inView = this.#inView()
    for (const page of inView) if (this.#asking.has(page)) this.#overtaken.add(page)
    this.#fetch(inView)
  }

  #fetch(pages: number[]): void {
    for (const page of pages) {
      if (this.#asking.size >= askingMost) this.#behind = true
      else if (!this.#asking.has(page)) void this.#fetchOne(page)
    }
  }

  async #fetchOne(page: number): Promise<void> {
    this.#asking.add(page)
    const { signal } = this.#ending
    try {
      const window = { ...this.#query, offset: page * pageRows, limit: pageRows }
      const answer = await this.#ask('batch.rows', window, { signal })
      if (signal.aborted) return
      this.#pages = withPage(this.#pages, page, answer)
      this.#told(this.#pages)
    } catch {
      // No line, or no such batch: the connection and the screen say so, and whoever tells of news asks again.
    } finally {
      this.#asking.delete(page)
    }
    if (this.#overtaken.delete(page)) this.moved()
    this.#catchUp()
  }

  #catchUp(): void {
    if (this.#ending.signal.aborted || !this.#behind) return
    this.#behind = false
    this.look(...this.#looking)
  }
}
