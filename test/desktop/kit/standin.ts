import type { ElectronApplication } from 'playwright-core'

type Seen = [what: string, ...words: unknown[]][]

/** What nobody could see on a screen, as the stand-in noted it: every entry of this kind, in order. */
export async function seen(app: ElectronApplication, what: string): Promise<unknown[][]> {
  const all = await app.evaluate((electron) => (electron as unknown as { standin: { seen: Seen } }).standin.seen)
  return all.filter(([kind]) => kind === what).map(([, ...words]) => words)
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
