import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import { packageRoot } from '../../../package-root.ts'
import { desktopTexts } from '../texts/desktop-texts.ts'
import type { Overview } from './live-batches.ts'

export interface TrayActions {
  /** The compact view, beside the icon. */
  toggle: () => void
  open: () => void
  pauseAll: () => void
  resumeAll: () => void
}

/** macOS wants one that it can colour itself; elsewhere it stands on grounds of any colour. */
const picture = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'

/** The icon by the clock: what is under way in its hint, the compact view at a click, the rest in its menu. */
export class TrayIcon implements Disposable {
  readonly #tray: Tray
  readonly #actions: TrayActions
  #said = ''

  constructor(actions: TrayActions) {
    this.#actions = actions
    this.#tray = new Tray(nativeImage.createFromPath(join(packageRoot, 'out/icons', picture)))
    this.#tray.on('click', actions.toggle)
    this.show(null)
  }

  show(overview: Overview | null): void {
    const t = desktopTexts()
    const percent = Math.floor((overview?.fraction ?? 0) * 100)
    const hint = overview?.fraction === null || !overview ? t.idle : t.working(overview.left, percent)
    const said = `${hint} ${overview?.running}`
    if (said === this.#said) return
    this.#said = said
    this.#tray.setToolTip(hint)
    if (process.platform === 'darwin') this.#tray.setTitle(overview?.running ? `${percent}%` : '')
    this.#tray.setContextMenu(this.#menu(overview))
  }

  bounds(): Electron.Rectangle {
    return this.#tray.getBounds()
  }

  [Symbol.dispose](): void {
    this.#tray.destroy()
  }

  #menu(overview: Overview | null): Menu {
    const t = desktopTexts()
    const { open, pauseAll, resumeAll } = this.#actions
    const isPaused = overview !== null && overview.batches.some(({ state }) => state === 'paused')
    return Menu.buildFromTemplate([
      { id: 'open', label: t.open, click: open },
      { type: 'separator' },
      { id: 'pause', label: t.pauseAll, enabled: overview?.running === true, click: pauseAll },
      { id: 'resume', label: t.resumeAll, enabled: isPaused, click: resumeAll },
      { type: 'separator' },
      { id: 'quit', label: t.quit, click: () => app.quit() },
    ])
  }
}
