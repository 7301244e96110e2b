import type { WebContents } from 'electron'
import { z } from 'zod'
import type { DesktopAsk } from '../../../../contract/desktop.ts'
import { channels } from '../channels.ts'
import { hearPages } from '../page-channel.ts'

/** More than this a page that does not come up is not told later. */
const waitingMost = 50

/** What is asked of the main window's page; waits until the page listens. */
export class PageAsks {
  #page: WebContents | null = null
  #waiting: DesktopAsk[] = []

  constructor(isMain: (page: WebContents) => boolean) {
    hearPages(channels.listening, {
      takes: z.tuple([]),
      hear: (_, page) => {
        if (isMain(page)) this.#listens(page)
      },
    })
  }

  get isHeard(): boolean {
    return this.#page !== null && !this.#page.isDestroyed()
  }

  ask(ask: DesktopAsk): void {
    if (this.#page !== null && this.isHeard) this.#page.send(channels.ask, ask)
    else this.#waiting = [...this.#waiting, ask].slice(-waitingMost)
  }

  #listens(page: WebContents): void {
    const forget = () => {
      if (this.#page === page) this.#page = null
    }
    this.#page = page
    page.once('destroyed', forget)
    page.once('did-start-loading', forget)
    const waiting = this.#waiting
    this.#waiting = []
    for (const ask of waiting) page.send(channels.ask, ask)
  }
}
