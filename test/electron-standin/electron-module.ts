import { Tray, Notification } from './api/outside.ts'
import { seen } from './api/seen.ts'

// What `import … from 'electron'` leads to in the main process of a stand-in.
// oxlint-disable-next-line oxc/no-barrel-file -- it is the shape of Electron's own module
export { webContents } from './api/all-contents.ts'
export { app } from './api/app.ts'
export { BrowserWindow } from './api/browser-window.ts'
export { ipcMain } from './api/ipc-main.ts'
export { Menu, MenuItem } from './api/menu.ts'
export { dialog, Notification, shell, Tray } from './api/outside.ts'
export { net } from './api/net.ts'
export { protocol } from './api/protocol.ts'
export { session } from './api/session.ts'
export { autoUpdater, clipboard, nativeImage, nativeTheme, powerSaveBlocker, screen } from './api/system.ts'

/** Only here: what nobody could see. A test that reads it says that it runs on the stand-in. */
export const standin = { seen, trays: Tray.all, notifications: Notification.all }
