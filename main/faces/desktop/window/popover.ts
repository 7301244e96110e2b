import { type BrowserWindow, screen } from 'electron'
import type { Area } from './place-on-screen.ts'
import { pageAddress, pageWindow } from './page-window.ts'

/** As designed in the tray view: its width, and room for the longest of its states. */
const size = { width: 340, height: 420 }
const gapPx = 6

/** The compact view beside the tray's icon. Goes as soon as something else is clicked. */
export class Popover {
  #window: BrowserWindow | null = null

  /** `icon`: where the icon is, as far as the system tells. */
  toggle(icon: Area): void {
    if (this.#window?.isVisible()) return this.hide()
    const window = this.#window ?? this.#open()
    window.setBounds({ ...size, ...besideIcon(icon, screen.getDisplayNearestPoint(icon).workArea) })
    window.show()
    window.focus()
  }

  hide(): void {
    this.#window?.hide()
  }

  close(): void {
    this.#window?.destroy()
  }

  #open(): BrowserWindow {
    const window = pageWindow({
      ...size,
      frame: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Millrace',
    })
    this.#window = window
    window.on('blur', () => window.hide())
    window.once('closed', () => {
      this.#window = null
    })
    void window.loadURL(pageAddress('#/tray')).catch(() => {})
    return window
  }
}

/** Below an icon at the top of the screen, above one at its bottom, always whole on it. */
export function besideIcon(icon: Area, screenArea: Area): { x: number; y: number } {
  const middle = icon.x + icon.width / 2 - size.width / 2
  const isAtTop = icon.y < screenArea.y + screenArea.height / 2
  const y = isAtTop ? icon.y + icon.height + gapPx : icon.y - size.height - gapPx
  const inside = (at: number, from: number, room: number) => Math.round(Math.min(Math.max(at, from), from + room))
  return {
    x: inside(middle, screenArea.x, screenArea.width - size.width),
    y: inside(y, screenArea.y, screenArea.height - size.height),
  }
}
