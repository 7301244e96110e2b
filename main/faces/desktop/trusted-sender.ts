import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { isOwnPage } from './own-page.ts'

/** Whether a message comes from the top frame of one of our own pages. The one place that decides whom the main process listens to. */
export function isTrusted({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)
}
