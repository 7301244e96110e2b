import { Fault } from '../../contract/fault.ts'
import { sessionState } from './session.ts'
import type { Dial, LostReason, Wire } from './wire.ts'

/** Close codes of the server, see docs/guide/server.md; whatever is not here may pass. */
const reasons: Record<number, LostReason> = { 1001: 'ended', 1008: 'signed-out', 1013: 'too-many' }

/** Dials the server this page came from; the cookie of the session speaks for the person. A browser does not tell why a socket is refused, so that is asked first. */
export function socketDial(url: string): Dial {
  return async ({ signal }) => {
    const session = await sessionState({ signal })
    if (session === 'signed-out') throw new Fault('not-permitted', { subject: url })
    return openSocket(url, signal)
  }
}

function openSocket(url: string, signal: AbortSignal): Promise<Wire> {
  const opening = Promise.withResolvers<Wire>()
  const socket = new WebSocket(url)
  const giveUp = () => {
    socket.close()
    opening.reject(signal.reason)
  }
  signal.addEventListener('abort', giveUp, { once: true })
  socket.addEventListener('close', () => opening.reject(new Error('Nobody answers.')), { once: true })
  socket.addEventListener('open', () => {
    signal.removeEventListener('abort', giveUp)
    opening.resolve(socketWire(socket))
  })
  return opening.promise
}

function socketWire(socket: WebSocket): Wire {
  const hungUp = new AbortController()
  return {
    send: (text) => socket.send(text),
    listen({ hear, lost }) {
      const { signal } = hungUp
      socket.addEventListener('message', ({ data }) => hear(String(data)), { signal })
      socket.addEventListener('close', ({ code }) => lost(reasons[code] ?? 'gone'), { signal })
    },
    [Symbol.dispose]() {
      hungUp.abort()
      socket.close()
    },
  }
}
