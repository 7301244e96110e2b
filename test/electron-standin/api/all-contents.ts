import { BrowserWindow } from './browser-window.ts'

/** Pages by what Playwright knows them by. */
export const webContents = {
  getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  fromDevToolsTargetId: (id: string) => webContents.getAllWebContents().find((contents) => contents.targetId === id),
}
