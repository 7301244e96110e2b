import type { FastifyInstance } from 'fastify'
import type { Client } from '../../../contract/client.ts'
import type { Arrivals } from '../../run/arriving/arrivals.ts'
import type { FileDesk } from '../../run/answers/file-desk.ts'
import type { PreviewShelf } from '../../run/preview/preview-shelf.ts'
import type { Thumbnails } from '../../run/answers/thumbnails.ts'
import type { GrantKeeper } from '../../settings/grants.ts'
import type { Settings } from '../../settings/settings.ts'
import { addFileRoutes } from './files/file-routes.ts'
import { addPreviewRoutes } from './files/preview-routes.ts'
import { addThumbRoutes } from './files/thumb-routes.ts'
import { grantedClient } from './granted-client.ts'

/** What the server needs of an engine; who opened it closes it, after the server. */
export interface ServedEngine {
  client: Client
  stateFolder: string
  allowsPrograms: boolean
  settings: Settings
  files: FileDesk
  thumbnails: Thumbnails
  previews: PreviewShelf
  arrivals: Arrivals
}

interface EngineRoutesOptions {
  grants: GrantKeeper
  /** Aborts when the server ends. */
  closing: AbortSignal
}

/** What screens fetch of the engine. Answers the engine as they may ask it, as far as the grants let them. */
export function addEngineRoutes(app: FastifyInstance, engine: ServedEngine, options: EngineRoutesOptions): Client {
  const { files, thumbnails, previews } = engine
  const { grants, closing } = options
  const client = grantedClient(engine.client, grants, engine)
  addFileRoutes(app, { client, files, grants, closing })
  addThumbRoutes(app, { thumbnails, files, grants })
  addPreviewRoutes(app, previews)
  return client
}
