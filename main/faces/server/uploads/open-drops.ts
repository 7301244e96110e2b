import { join } from 'node:path'
import type { Client } from '../../../../contract/client.ts'
import { systemClock } from '../../../async/clock.ts'
import { sentFolder } from '../../../run/arriving/sent-folders.ts'
import type { ServedEngine } from '../engine-routes.ts'
import { DropFolder } from './drop-folder.ts'
import { DropRuns } from './drop-runs.ts'
import type { UploadStore } from './upload-store.ts'

const dayMs = 86_400_000

/** The drops of a state folder that are run while they come. `client` starts their batches, as far as the grants let it. */
export async function openDrops(
  { stateFolder, settings, arrivals }: ServedEngine,
  { store, client }: { store: UploadStore; client: Client },
): Promise<DropRuns> {
  const folder = await DropFolder.open(join(sentFolder(stateFolder), 'drops'))
  const keepMs = settings.server.uploadKeepDays * dayMs
  return DropRuns.open({ folder, store, arrivals, client, clock: systemClock, keepMs })
}
