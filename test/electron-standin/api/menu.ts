import { EventEmitter } from 'node:events'
import { note } from './seen.ts'

interface ItemOptions {
  id?: string
  label?: string
  role?: string
  type?: string
  submenu?: ItemOptions[] | Menu
  click?: (item: MenuItem) => void
  enabled?: boolean
  checked?: boolean
  accelerator?: string
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  checked: boolean
  readonly #click: ItemOptions['click']

  constructor(options: ItemOptions) {
    const { submenu } = options
    this.id = options.id
    this.label = options.label ?? options.role ?? ''
    this.role = options.role
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu
    this.#click = options.click
  }

  /** As a person would; what is off does nothing. */
  click(): void {
    if (this.enabled) this.#click?.(this)
  }
}

export class Menu extends EventEmitter {
  static #ofApp: Menu | null = null
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: ItemOptions[]): Menu {
    const menu = new Menu()
    menu.items.push(...template.map((options) => new MenuItem(options)))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApp = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#ofApp
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
  popup(): void {
    note('menu', ...this.items.map(({ label }) => label))
  }
}
