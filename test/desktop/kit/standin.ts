import type { ElectronApplication } from 'playwright-core'
import { eventually } from './eventually.ts'
import { desktopHost } from './host.ts'

/** Electron itself tells nobody what it showed outside its windows: why a test that asks is left out there, else false. */
export const onReal = desktopHost().kind === 'real' ? 'only the stand-in notes it' : false

type Seen = [what: string, ...words: unknown[]][]

/** What nobody could see on a screen, as the stand-in noted it: every entry of this kind, in order. */
export async function seen(app: ElectronApplication, what: string): Promise<unknown[][]> {
  const all = await app.evaluate((electron) => (electron as unknown as { standin: { seen: Seen } }).standin.seen)
  return all.filter(([kind]) => kind === what).map(([, ...words]) => words)
}

/** As `seen`, once there is something. */
export async function seenSoon(app: ElectronApplication, what: string): Promise<unknown[][]> {
  return eventually(
    () => seen(app, what),
    (entries) => entries.length > 0,
    what,
  )
}

/** Presses an entry of the menu bar. */
export async function pressMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, item) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(item)
    if (!found) throw new Error(`no menu item ${item}`)
    // Not within the call: quitting would end it before it is answered.
    setTimeout(() => found.click(), 0)
  }, id)
}

/** Presses an entry of the menu of the tray's icon. */
export async function pressTray(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate((electron, item) => {
    const { trays } = (electron as unknown as { standin: { trays: { menu: Electron.Menu }[] } }).standin
    setTimeout(() => trays[0]?.menu.getMenuItemById(item)?.click(), 0)
  }, id)
}

/** Presses the icon itself, which shows the compact view. */
export async function clickTray(app: ElectronApplication): Promise<void> {
  await app.evaluate((electron) => {
    const { trays } = (electron as unknown as { standin: { trays: NodeJS.EventEmitter[] } }).standin
    trays[0]?.emit('click')
  })
}

/** Hands a file to the app that is there, as the system does when it is double-clicked. */
export async function openFile(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ app: instance }, file) => {
    instance.emit('open-file', { preventDefault() {} }, file)
  }, path)
}
