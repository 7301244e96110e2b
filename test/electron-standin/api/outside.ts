import { EventEmitter } from 'node:events'
import type { Menu } from './menu.ts'
import { note } from './seen.ts'

/** Everything that shows something outside the pages: there is nobody to see it, so it is noted, and a test can press what a person would. */

const unanswered = (name: string) => async () => {
  throw new Error(`nobody is here to answer dialog.${name}: let the test answer it`)
}

export const dialog = {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title: string, text: string) => note('error-box', title, text),
}

export const shell = {
  openExternal: async (url: string) => note('open-external', url),
  openPath: async (path: string) => {
    note('open-path', path)
    return ''
  },
  showItemInFolder: (path: string) => note('show-in-folder', path),
}

export class Tray extends EventEmitter {
  static readonly all: Tray[] = []
  menu: Menu | null = null

  constructor(_image: unknown) {
    super()
    Tray.all.push(this)
    note('tray')
  }
  setToolTip(text: string): void {
    note('tray-tip', text)
  }
  setTitle(text: string): void {
    note('tray-title', text)
  }
  setImage(): void {}
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  getBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 1200, y: 0, width: 24, height: 24 }
  }
  isDestroyed(): boolean {
    return !Tray.all.includes(this)
  }
  destroy(): void {
    Tray.all.splice(Tray.all.indexOf(this), 1)
  }
}

export class Notification extends EventEmitter {
  static readonly all: Notification[] = []
  readonly title: string
  readonly body: string

  static isSupported(): boolean {
    return true
  }
  constructor({ title = '', body = '' }: { title?: string; body?: string }) {
    super()
    this.title = title
    this.body = body
  }
  show(): void {
    Notification.all.push(this)
    note('notification', this.title, this.body)
  }
  close(): void {}
}
