import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import { Fault } from '../../../contract/fault.ts'
import { systemClock } from '../../async/clock.ts'
import { errnoOf } from '../../io/errno.ts'
import { packageRoot } from '../../package-root.ts'
import { Access } from './access.ts'
import { admitOnlyOwn } from './admit-only-own.ts'
import { addEngineRoutes, type ServedEngine } from './engine-routes.ts'
import { EventLog } from './event-log.ts'
import { newHttp } from './new-http.ts'
import { serveScreens } from './screens.ts'
import { serverGrants } from './server-grants.ts'
import { SessionCookie } from './session-cookie.ts'
import { addSessionRoutes } from './session-routes.ts'
import { addDropRoutes } from './uploads/drop-routes.ts'
import { openDrops } from './uploads/open-drops.ts'
import { openUploads } from './uploads/open-uploads.ts'
import { addUploadRoutes } from './uploads/upload-routes.ts'
import { closeCodes, longestMessageBytes, type SocketOptions, serveSocket } from './socket.ts'

export interface ServerOptions {
  /** Address to listen on. */
  host: string
  /** 0 takes any free one. */
  port: number
  /** What lets in whoever has it; made anew where none is given. */
  token?: string | undefined
  /** Folder of the built screens; the build's own unless another is given. */
  screens?: string
}

export interface RunningServer extends AsyncDisposable {
  /** Where a browser finds it, without the token. */
  url: string
  token: string
}

const connectionsMost = 256
const socketsMost = 64

/** Serves the screens and the engine to browsers. Closing tells every face and cuts off what is still being sent; the engine goes on. */
export async function openServer(engine: ServedEngine, options: ServerOptions): Promise<RunningServer> {
  const { host } = options
  await using opening = new AsyncDisposableStack()
  const closing = new AbortController()
  const app = opening.adopt(newHttp(), (opened) => opened.close())
  app.server.maxConnections = connectionsMost
  // Before the app closes, so that faces are told why.
  opening.defer(() => closing.abort())
  const port = () => (app.server.address() as AddressInfo | null)?.port ?? options.port
  const access = new Access(systemClock, options.token)
  const cookie = () => new SessionCookie(port())
  const listening = () => ({ host, port: port(), names: engine.settings.server.names })
  // First, so that it lets go of the sockets of those that are not admitted.
  await app.register(websocket, { options: { maxPayload: longestMessageBytes } })
  admitOnlyOwn(app, { access, cookie, listening })
  addSessionRoutes(app, { access, cookie })
  const store = await openUploads(opening, engine)
  const { stateFolder, files, settings } = engine
  const resolve = (path: string) => files.resolve(path)
  const grants = serverGrants({ stateFolder, uploads: store.files, settings: settings.server, host, resolve })
  const client = addEngineRoutes(app, engine, { grants, closing: closing.signal })
  const drops = await openDrops(engine, { store, client })
  addUploadRoutes(app, { store, drops })
  addDropRoutes(app, drops)
  const log = new EventLog()
  void log.follow(client.events({ signal: closing.signal }))
  addSocket(app, { client, log, epoch: randomBytes(8).toString('hex'), closing: closing.signal })
  await serveScreens(app, options.screens ?? join(packageRoot, 'out/renderer'))
  await app.listen({ host, port: options.port }).catch((error: unknown) => {
    throw listenFault(error, options)
  })
  const opened = opening.move()
  return {
    url: urlOf(host, port()),
    token: access.token,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function addSocket(app: FastifyInstance, options: Omit<SocketOptions, 'session'>): void {
  let open = 0
  app.get('/ws', { websocket: true, config: { endsItself: true } }, (socket, { session }) => {
    if (open >= socketsMost || session === null) return socket.close(closeCodes.tryLater)
    open++
    socket.once('close', () => open--)
    serveSocket(socket, { ...options, session })
  })
}

const listenReasons: Record<string, string> = {
  EADDRINUSE: 'Another program listens there.',
  EACCES: 'Permission denied (EACCES).',
  EADDRNOTAVAIL: 'This machine has no such address.',
  ENOTFOUND: 'This machine has no such address.',
}

function listenFault(error: unknown, { host, port }: ServerOptions): Fault {
  const why = listenReasons[errnoOf(error)]
  if (why === undefined) return Fault.from(error, 'the server')
  return new Fault('usage-wrong', { subject: `${host} port ${port}`, why, cause: error })
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}
