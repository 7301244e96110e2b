import { EventEmitter } from 'node:events'
import { browser } from './browser.ts'
import { protocol } from './protocol.ts'

type RequestHandler = (contents: object, permission: string, decide: (granted: boolean) => void) => void
type CheckHandler = (contents: object | null, permission: string) => boolean

/** What pages may ask for, in Chromium's words and in Electron's. */
const permissions = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  microphone: 'media',
  camera: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
}

export class Session extends EventEmitter {
  readonly protocol: typeof protocol = protocol
  #request: RequestHandler = (_contents, _permission, decide) => decide(true)
  #check: CheckHandler = () => true

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler
  }

  /** Asks the app ahead about all that a page could ask for. As in Electron, an app that has no handlers grants everything. */
  async decideFor(url: string, origin: string): Promise<void> {
    const contents = { getURL: () => url }
    for (const [name, permission] of Object.entries(permissions)) {
      const asked = Promise.withResolvers<boolean>()
      this.#request(contents, permission, asked.resolve)
      const granted = (await asked.promise) && this.#check(contents, permission)
      const setting = granted ? 'granted' : 'denied'
      await browser.devtools.ask('Browser.setPermission', { permission: { name }, setting, origin }).catch(() => {})
    }
  }
}

const partitions = new Map<string, Session>()

export const session = {
  defaultSession: new Session(),
  fromPartition(name: string): Session {
    const found = partitions.get(name) ?? new Session()
    partitions.set(name, found)
    return found
  },
}
