import { fittingBatch, hasMoreToDo, madeSomething, unfinishedBatch } from '../batch-argument.ts'
import { carryBatch } from '../carry-batch.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { followSettings } from '../follow-settings.ts'
import { withReader } from '../with-engine.ts'

export const resume: Verb = async ({ world, words: [word], options }) => {
  using settings = await followSettings(world, options)
  const batch = await withReader(world, async (client, { signal }) =>
    word
      ? fittingBatch(client, word, { signal, world, fits: (each) => hasMoreToDo(each) || madeSomething(each) })
      : (await unfinishedBatch(client, { signal }))?.id,
  )
  if (!batch) {
    settings.tell.write('Nothing to go on with: every run has ended without failed files, or was taken back.\n')
    return exitCodes.ok
  }
  const input = { batch, waitMs: settings.waitMs }
  return await carryBatch(world, {
    ...settings,
    begin: async (client, { signal }) => (await client.ask('batch.resume', input, { signal })).batch,
  })
}
