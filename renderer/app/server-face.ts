import { serverAddresses } from '../link/server-addresses.ts'
import { MendingLink } from '../link/mending-link.ts'
import { signOut } from '../link/session.ts'
import { socketDial } from '../link/socket-wire.ts'
import { systemTimer } from '../link/timer.ts'
import { serverUploads } from '../link/upload-door.ts'
import { emptyMirror, hear } from '../state/mirror.ts'
import { onNextFrame, Store } from '../state/store.ts'
import type { Face } from './face.ts'

/** The face of a page that came from a server. Dispose to hang up. */
export function openServerFace({ version, left }: { version: string; left: () => void }): Face & Disposable {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const link = new MendingLink({ dial: socketDial(`${scheme}://${location.host}/ws`), timer: systemTimer })
  const mirror = new Store(emptyMirror, onNextFrame)
  link.listen((news) => mirror.update((known) => hear(known, { news, atMs: Date.now() })))
  const hurry = () => link.retryNow()
  addEventListener('online', hurry)
  return {
    desktop: null,
    host: location.hostname,
    version,
    link,
    mirror,
    addresses: serverAddresses,
    uploads: serverUploads,
    signOut: () => void signOut({ signal: AbortSignal.timeout(5000) }).then(left, left),
    [Symbol.dispose]() {
      removeEventListener('online', hurry)
      link[Symbol.dispose]()
    },
  }
}
