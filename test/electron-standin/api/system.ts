import { EventEmitter } from 'node:events'

/** What Electron tells of the machine, at rest and without surprises. */

class NativeTheme extends EventEmitter {
  themeSource = 'system'
  shouldUseDarkColors = false
}
export const nativeTheme = new NativeTheme()

/** Told by whoever updates the app before it quits for that. */
export const autoUpdater = new EventEmitter()

const blockers = new Set<number>()
const lastBlocker = { id: 0 }
export const powerSaveBlocker = {
  start(_type: string): number {
    blockers.add(++lastBlocker.id)
    return lastBlocker.id
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
  /** How many hold the machine awake; Electron does not tell. */
  count: () => blockers.size,
}

const workArea = { x: 0, y: 0, width: 1440, height: 900 }
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => ({ workArea, bounds: workArea }),
  getAllDisplays: () => [{ workArea, bounds: workArea }],
  getDisplayMatching: () => ({ workArea, bounds: workArea }),
  getDisplayNearestPoint: () => ({ workArea, bounds: workArea }),
  getCursorScreenPoint: () => ({ x: 1200, y: 0 }),
})

export interface Image {
  isEmpty(): boolean
  resize(): Image
  setTemplateImage(): void
}
const image: Image = { isEmpty: () => false, resize: () => image, setTemplateImage() {} }
export const nativeImage = {
  createFromPath: (_path: string) => image,
  createFromBuffer: (_bytes: Buffer) => image,
  createEmpty: () => image,
}

export const clipboard = {
  text: '',
  readText: () => clipboard.text,
  writeText(text: string) {
    clipboard.text = text
  },
}
