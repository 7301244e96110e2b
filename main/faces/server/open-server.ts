import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance } from 'fastify'
import type { Client } from '../../../contract/client.ts'
import { Fault } from '../../../contract/fault.ts'
import { systemClock } from '../../async/clock.ts'
import { errnoOf } from '../../io/errno.ts'
import { packageRoot } from '../../package-root.ts'
import type { FileDesk } from '../../run/file-desk.ts'
import type { Thumbnails } from '../../run/thumbnails.ts'
import type { Grants } from '../../settings/grants.ts'
import type { Settings } from '../../settings/settings.ts'
import { Access } from './access.ts'
import { admitOnlyOwn } from './admission.ts'
import { EventLog } from './event-log.ts'
import { addFileRoutes } from './files/file-routes.ts'
import { addThumbRoutes } from './files/thumb-routes.ts'
import { grantedClient } from './granted-client.ts'
import { httpFault } from './http-fault.ts'
import { serveScreens } from './screens.ts'
import { serverGrants } from './server-grants.ts'
import { SessionCookie } from './session-cookie.ts'
import { addSessionRoutes } from './session-routes.ts'
import { expireRegularly } from './uploads/expiry.ts'
import { addUploadRoutes } from './uploads/upload-routes.ts'
import { UploadStore } from './uploads/upload-store.ts'
import { closeCodes, longestMessageBytes, type SocketOptions, serveSocket } from './socket.ts'

/** What the server needs of an engine; who opened it closes it, after the server. */
export interface ServedEngine {
  client: Client
  stateFolder: string
  settings: Settings
  files: FileDesk
  thumbnails: Thumbnails
}

export interface ServerOptions {
  /** Address to listen on. */
  host: string
  /** 0 takes any free one. */
  port: number
  /** Folder of the built screens; the build's own unless another is given. */
  screens?: string
}

export interface RunningServer extends AsyncDisposable {
  /** Where a browser finds it, without the token. */
  url: string
  token: string
}

/** One JSON question over HTTP; uploads are streams and have limits of their own. */
const bodyMostBytes = 64 * 1024
const headersMostMs = 10_000
/** A connection over which nothing moves is let go; a WebSocket is pinged more often. */
const silentMostMs = 120_000
const connectionsMost = 256
const socketsMost = 64

/** Serves the screens and the engine to browsers. Closing tells every face and cuts off what is still being sent; the engine goes on. */
export async function openServer(engine: ServedEngine, options: ServerOptions): Promise<RunningServer> {
  const { host } = options
  await using opening = new AsyncDisposableStack()
  const closing = new AbortController()
  const app = opening.adopt(newApp(), (opened) => opened.close())
  // Before the app closes, so that faces are told why.
  opening.defer(() => closing.abort())
  const port = () => (app.server.address() as AddressInfo | null)?.port ?? options.port
  const access = new Access(systemClock)
  const cookie = () => new SessionCookie(port())
  const listening = () => ({ host, port: port(), names: engine.settings.server.names })
  // First, so that it lets go of the sockets of those that are not admitted.
  await app.register(websocket, { options: { maxPayload: longestMessageBytes } })
  admitOnlyOwn(app, { access, cookie, listening })
  addSessionRoutes(app, { access, cookie })
  const uploads = await openUploads(engine)
  opening.use(expireRegularly(uploads, () => engine.files.sourcesInUse()))
  addUploadRoutes(app, uploads)
  const { stateFolder, files, settings } = engine
  const resolve = (path: string) => files.resolve(path)
  const grants = serverGrants({ stateFolder, uploads: uploads.files, settings: settings.server, host, resolve })
  addEngine(app, engine, { grants, closing: closing.signal })
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

/** What faces ask of the engine, as far as the grants let them. */
function addEngine(app: FastifyInstance, engine: ServedEngine, { grants, closing }: EngineRoutesOptions): void {
  const { files, thumbnails } = engine
  const client = grantedClient(engine.client, grants)
  addFileRoutes(app, { client, files, grants, closing })
  addThumbRoutes(app, { thumbnails, files, grants })
  const log = new EventLog()
  void log.follow(client.events({ signal: closing }))
  addSocket(app, { client, log, epoch: randomBytes(8).toString('hex'), closing })
}

interface EngineRoutesOptions {
  grants: Grants
  /** Aborts when the server ends. */
  closing: AbortSignal
}

function openUploads({ stateFolder, settings }: ServedEngine): Promise<UploadStore> {
  const { uploadsMb, uploadKeepDays } = settings.server
  const folder = join(stateFolder, 'uploads')
  return UploadStore.open({
    folder,
    quotaBytes: uploadsMb * 2 ** 20,
    keepMs: uploadKeepDays * dayMs,
    clock: systemClock,
  })
}

const dayMs = 86_400_000

function newApp(): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyMostBytes,
    forceCloseConnections: true,
    // Asking for the headers of a file would read all of it.
    exposeHeadRoutes: false,
    connectionTimeout: silentMostMs,
    http: { headersTimeout: headersMostMs },
  })
  app.server.maxConnections = connectionsMost
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler((error, _, reply) => {
    const { status, body } = httpFault(error)
    return reply.code(status).send(body)
  })
  return app
}

function addSocket(app: FastifyInstance, options: Omit<SocketOptions, 'session'>): void {
  let open = 0
  app.get('/ws', { websocket: true }, (socket, { session }) => {
    if (open >= socketsMost || session === null) return socket.close(closeCodes.tryLater)
    open++
    socket.once('close', () => open--)
    serveSocket(socket, { ...options, session })
  })
}

const listenReasons: Record<string, string> = {
  EADDRINUSE: 'Another program listens there.',
  EACCES: 'The system does not allow it.',
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
