import { once } from 'node:events'
import type { WebSocket } from 'ws'
import { Face, type FaceWire } from '../attach/face.ts'
import { type Announced, announce } from './announcing.ts'

export const longestMessageBytes = 1 << 20
/** A browser that has not answered a ping by the next one is gone. */
const pingEveryMs = 20_000
/** With more on its way than this, events wait. */
const fullBytes = 1 << 20
/** How long a face may take to hang up. */
const farewellMs = 1_000

/** Close codes of the WebSocket protocol (RFC 6455, section 7.4.1, and the registry of IANA). */
export const closeCodes = { goingAway: 1001, policy: 1008, tooBig: 1009, tryLater: 1013 } as const

export interface SocketOptions extends Announced {
  /** Aborts when the session ends. */
  session: AbortSignal
  /** Aborts when the server ends. */
  closing: AbortSignal
}

/** Serves one face until it goes, breaks the rules, is signed out or the server ends. What it began goes on without it. */
export function serveSocket(socket: WebSocket, options: SocketOptions): void {
  const gone = new AbortController()
  const signal = AbortSignal.any([gone.signal, options.session, options.closing])
  const face = new Face({
    wire: wireOf(socket),
    client: options.client,
    announcing: (params, asking) => announce(params, options, asking.signal),
    signal,
  })
  const pinging = setInterval(() => ping(socket), pingEveryMs)
  socket.on('message', (data, isBinary) => {
    socket.pause()
    const isText = !isBinary && Buffer.isBuffer(data)
    const heard = isText ? face.hear(data.toString()) : Promise.reject(new Error('not text'))
    heard.then(
      () => socket.resume(),
      () => socket.close(closeCodes.policy),
    )
  })
  socket.on('error', () => socket.terminate())
  socket.once('close', () => {
    clearInterval(pinging)
    gone.abort()
  })
  if (signal.aborted) farewell(socket, options)
  else signal.addEventListener('abort', () => farewell(socket, options))
}

function farewell(socket: WebSocket, { closing }: SocketOptions): void {
  socket.close(closing.aborted ? closeCodes.goingAway : closeCodes.policy)
  setTimeout(() => socket.terminate(), farewellMs).unref()
}

const unanswered = new WeakSet<WebSocket>()

/** Of one that is paused no answer is read, however soon it came: it is asked anew. */
function ping(socket: WebSocket): void {
  if (socket.isPaused) return void unanswered.delete(socket)
  if (unanswered.has(socket)) return socket.terminate()
  unanswered.add(socket)
  socket.once('pong', () => unanswered.delete(socket))
  socket.ping()
}

function wireOf(socket: WebSocket): FaceWire {
  let flushed = Promise.resolve()
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return true
      flushed = new Promise((resolve) => socket.send(JSON.stringify(message), () => resolve()))
      return socket.bufferedAmount < fullBytes
    },
    async drained({ signal }) {
      const done = new AbortController()
      await Promise.race([flushed, once(signal, 'abort', { signal: done.signal })]).finally(() => done.abort())
    },
    end: () => socket.close(closeCodes.goingAway),
  }
}
