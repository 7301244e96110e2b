import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import { retry } from '../../../async/backoff.ts'
import { systemClock } from '../../../async/clock.ts'
import { openHost } from '../../../host.ts'
import { connectToEngine } from '../../attach/connect.ts'
import { shareEngine } from '../../attach/owned-engine.ts'
import { faceSocketPath } from '../../attach/socket-path.ts'
import { addEngineRoutes } from '../../server/engine-routes.ts'
import { EventLog } from '../../server/event-log.ts'
import { grantedClient } from '../../server/granted-client.ts'
import { newHttp } from '../../server/new-http.ts'
import { addDropRoutes } from '../../server/uploads/drop-routes.ts'
import { openDrops } from '../../server/uploads/open-drops.ts'
import { openUploads } from '../../server/uploads/open-uploads.ts'
import { addUploadRoutes } from '../../server/uploads/upload-routes.ts'
import type { ScreenEngine } from '../screen-line.ts'
import type { DesktopGrants } from './desktop-grants.ts'

export interface DesktopEngine extends ScreenEngine, AsyncDisposable {
  /** As it is, for the app itself; pages have `client`, which holds every path against the grants. */
  whole: Client
  owned: boolean
  /** What pages fetch; null while the engine is another process's. */
  routes: FastifyInstance | null
  /** What was put right at the start. */
  notices: string[]
  /** Stops the files in hand instead of waiting for them when it is disposed. */
  hurry(): void
}

export interface EnginePlace {
  stateFolder: string
  grants: DesktopGrants
  signal: AbortSignal
}

/** Longer than a start with recovery of another process takes, or its end. */
const attempts = 25

/**
 * The engine of the state folder: as a face of the process that owns it, else by owning it, and then other processes may attach.
 * @throws Fault `state-busy` when patience ends, `contract-differs`, and what opening the host throws
 */
export async function openDesktopEngine(place: EnginePlace): Promise<DesktopEngine> {
  return retry(async () => (await attached(place)) ?? (await owned(place)), {
    signal: place.signal,
    attempts,
    baseMs: 50,
    capMs: 500,
    clock: systemClock,
    retryable: isAway,
  })
}

function isAway(error: unknown): boolean {
  return error instanceof Fault && error.code === 'state-busy'
}

async function attached({ stateFolder, grants, signal }: EnginePlace): Promise<DesktopEngine | null> {
  const socketPath = await faceSocketPath(stateFolder)
  const whole = await connectToEngine({ socketPath, signal }).catch((error: unknown) => {
    if (isAway(error)) return null
    throw error
  })
  if (!whole) return null
  const ended = new AbortController()
  return {
    ...announcedBy(whole, { client: grantedClient(whole, grants), ended }),
    whole,
    owned: false,
    routes: null,
    notices: [],
    hurry() {},
    async [Symbol.asyncDispose]() {
      ended.abort()
      await whole[Symbol.asyncDispose]()
    },
  }
}

async function owned({ stateFolder, grants }: EnginePlace): Promise<DesktopEngine> {
  await using opening = new AsyncDisposableStack()
  const { host } = opening.use(await shareEngine(await openHost({ stateFolder })))
  const ended = new AbortController()
  const routes = opening.adopt(newHttp(), (http) => http.close())
  const store = await openUploads(opening, host)
  grants.addUnlisted(store.files)
  const client = addEngineRoutes(routes, host, { grants, closing: ended.signal })
  const drops = await openDrops(host, { store, client })
  addUploadRoutes(routes, { store, drops })
  addDropRoutes(routes, drops)
  opening.defer(() => ended.abort())
  // What keeps a folder from being watched stands in its status.
  void host.watchKept().catch(() => {})
  const opened = opening.move()
  return {
    ...announcedBy(host.client, { client, ended }),
    whole: host.client,
    owned: true,
    routes,
    notices: host.notices,
    hurry: () => host.hurry(),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** `gone` aborts when the engine goes away by itself, too. */
function announcedBy(whole: Client, { client, ended }: { client: Client; ended: AbortController }): ScreenEngine {
  const log = new EventLog()
  void log.follow(whole.events({ signal: ended.signal })).then(() => ended.abort())
  return { client, log, epoch: randomBytes(8).toString('hex'), gone: ended.signal }
}
