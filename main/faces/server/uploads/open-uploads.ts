import { systemClock } from '../../../async/clock.ts'
import { sentFolder } from '../../../run/arriving/sent-folders.ts'
import type { ServedEngine } from '../engine-routes.ts'
import { expireRegularly } from './expiry.ts'
import { UploadStore } from './upload-store.ts'

const dayMs = 86_400_000

/** The uploads of a state folder; what is too old goes, until `stack` is disposed. */
export async function openUploads(
  stack: AsyncDisposableStack,
  { stateFolder, settings, files }: ServedEngine,
): Promise<UploadStore> {
  const { uploadsMb, uploadKeepDays } = settings.server
  // By its real path, which is what batches know their sources by.
  const folder = sentFolder((await files.resolve(stateFolder)) ?? stateFolder)
  const uploads = await UploadStore.open({
    folder,
    quotaBytes: uploadsMb * 2 ** 20,
    keepMs: uploadKeepDays * dayMs,
    clock: systemClock,
  })
  stack.use(expireRegularly(uploads, () => files.sourcesInUse()))
  return uploads
}
