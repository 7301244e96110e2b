import type { SchemeHandler } from '../chromium/scheme-server.ts'
import { browser } from './browser.ts'

export interface Privileged {
  scheme: string
  privileges: Record<string, boolean>
}

const privileged = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: Privileged[]): void {
    if (browser.isReady) throw new Error('registerSchemesAsPrivileged has to be called before the app is ready')
    for (const { scheme, privileges } of schemes)
      if (privileges['standard'] && privileges['secure']) privileged.add(scheme)
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!browser.isReady) throw new Error('protocol.handle has to wait until the app is ready')
    // Chromium gives every page here the rights of http on this machine; in Electron a scheme has them only if it asked.
    if (!privileged.has(scheme))
      throw new Error(`the stand-in knows only schemes that are standard and secure, not ${scheme}`)
    browser.schemes.handlers.set(scheme, handler)
  },
  isProtocolHandled: (scheme: string) => browser.schemes.handlers.has(scheme),
}
