import { ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import { isTrusted } from './trusted-sender.ts'

// The one way from a page to the main process: whoever is not the top frame of an own page, or says something else than was agreed, is not heard.

export interface PageQuestion<W extends readonly unknown[], A> {
  /** The words a page may say on this channel. */
  takes: z.ZodType<W>
  answer: (words: W, page: WebContents) => A | Promise<A>
  /** What anybody else is told. */
  refused: A
}

/** Answers what pages ask on a channel. */
export function answerPages<const W extends readonly unknown[], A>(
  channel: string,
  { takes, answer, refused }: PageQuestion<W, A>,
): void {
  ipcMain.handle(channel, (event, ...words: unknown[]) => {
    const heard = isTrusted(event) ? takes.safeParse(words) : null
    return heard?.success ? answer(heard.data, event.sender) : refused
  })
}

/** Hears what pages say on a channel without waiting for an answer. */
export function hearPages<const W extends readonly unknown[]>(
  channel: string,
  { takes, hear }: { takes: z.ZodType<W>; hear: (words: W, page: WebContents) => void },
): void {
  ipcMain.on(channel, (event, ...words: unknown[]) => {
    const heard = isTrusted(event) ? takes.safeParse(words) : null
    if (heard?.success) hear(heard.data, event.sender)
  })
}
