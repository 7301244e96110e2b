import type { Client } from '../../../../contract/client.ts'
import { fittingBatch, hasMoreToDo, madeSomething, unfinishedBatch } from '../batch-argument.ts'
import { carryBatch } from '../carry-batch.ts'
import type { Verb } from '../command-spec.ts'
import { exitCodes } from '../exit-code.ts'
import { type FollowOptions, followSettings } from '../follow-settings.ts'
import { requireApart } from '../report/report-apart.ts'
import { withEngine, withReader } from '../with-engine.ts'
import type { World } from '../world.ts'

export const resume: Verb = async ({ world, words: [word], options }) => {
  const following: FollowOptions = options
  const batch = await withReader(world, (client, { signal }) => meant(client, word, { signal, world }))
  if (batch && following.report) await requireReportApart(following.report, batch, world)
  using settings = await followSettings(world, following)
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

async function meant(
  client: Client,
  word: string | undefined,
  { signal, world }: { signal: AbortSignal; world: World },
): Promise<string | undefined> {
  if (!word) return (await unfinishedBatch(client, { signal }))?.id
  return fittingBatch(client, word, { signal, world, fits: (each) => hasMoreToDo(each) || madeSomething(each) })
}

/** Before the report is begun, which empties one that is there. */
async function requireReportApart(report: string, batch: string, world: World): Promise<void> {
  const { outs, sources } = await withEngine(world, (client, asking) => client.ask('batch.places', { batch }, asking))
  for (const out of outs) requireApart(report, { out, sources }, world.cwd)
}
