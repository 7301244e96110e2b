import type { Desktop } from '../link/desktop.ts'
import { desktopDial } from '../link/desktop-wire.ts'
import { MendingLink } from '../link/mending-link.ts'
import { serverAddresses } from '../link/server-addresses.ts'
import { systemTimer } from '../link/timer.ts'
import { serverUploads } from '../link/upload-door.ts'
import { emptyMirror, hear } from '../state/mirror.ts'
import { onNextFrame, Store } from '../state/store.ts'
import type { Face } from './face.ts'

/** The face of a page in the desktop app. It lives as long as the page; the addresses of a server are answered by the app itself. */
export function openDesktopFace(desktop: Desktop): Face {
  const link = new MendingLink({ dial: desktopDial(desktop), timer: systemTimer })
  const mirror = new Store(emptyMirror, onNextFrame)
  link.listen((news) => mirror.update((known) => hear(known, { news, atMs: Date.now() })))
  return {
    desktop,
    host: 'localhost',
    version: desktop.version,
    link,
    mirror,
    addresses: serverAddresses,
    uploads: serverUploads,
    signOut() {},
  }
}
