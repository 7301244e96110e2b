import type { HalfPublished } from '../io/retract.ts'
import type { PublishRules } from '../io/publish.ts'
import type { Journal } from '../journal/journal.ts'
import type { HalfDone, Unfinished, Verdict } from '../journal/recover.ts'
import { batchPrefix } from './attempt-name.ts'
import { endSurvivors } from './lanes/survivors.ts'
import type { IoLane } from './lanes/io.ts'

interface Rooms {
  journal: Journal
  io: IoLane
  scratch: string
}

/**
 * What every start begins with: processes of an earlier life are ended before their files are touched, jobs that were being
 * committed go forward or back, and what the journal claims as leftovers is removed, nothing else. Batches then wait for `resume`.
 */
export async function recover({ journal, io, scratch }: Rooms): Promise<void> {
  await endSurvivors(await journal.call('takeProcesses', null))
  await io.call('emptyScratch', scratch)
  const left = await io.call('dispose', await journal.call('takeLitter', null))
  if (left.length > 0) await journal.call('noteLitter', left)
  for (const batch of await journal.call('unfinished', null)) await settleBatch({ journal, io, scratch }, batch)
}

async function settleBatch(
  { journal, io, scratch: _ }: Rooms,
  { batch, committing, folders }: Unfinished,
): Promise<void> {
  const verdicts: Verdict[] = []
  if (committing.length > 0) {
    const rules = await rulesOf(io, batch.outRoot, batchPrefix(batch.token))
    for (const half of committing) verdicts.push(await settleJob(io, half, rules))
    await journal.call('settle', verdicts)
  }
  for (const folder of folders) {
    const litter = await io.call('leftovers', { folder, prefixes: [batchPrefix(batch.token)] })
    const stuck = await io.call('dispose', litter)
    if (stuck.length > 0) await journal.call('noteLitter', stuck)
  }
  await journal.call('rest', batch.n)
}

/** A target volume that is not there now tells nothing: the careful rules hold, and what cannot be seen goes back. */
async function rulesOf(io: IoLane, folder: string, prefix: string): Promise<PublishRules> {
  try {
    return await io.call('probe', { folder, prefix })
  } catch {
    return { links: true, stableInodes: true, mtimeStepNs: 1 }
  }
}

/** Forward when every result is whole, under either name; else back, all of them. */
async function settleJob(io: IoLane, { batch, seq, outputs }: HalfDone, rules: PublishRules): Promise<Verdict> {
  const standings = await Promise.all(outputs.map((half) => io.call('standing', { half, rules })))
  const ready = outputs.filter((_, at) => standings[at] === 'ready')
  if (!standings.includes('gone') && (await publishRest(io, ready, rules))) return { batch, seq, way: 'forward' }
  for (const half of outputs) await io.call('retract', { half, rules })
  return { batch, seq, way: 'back' }
}

async function publishRest(io: IoLane, ready: HalfPublished[], rules: PublishRules): Promise<boolean> {
  if (ready.length === 0) return true
  const [outcome] = await io.call('publish', { sets: [ready], rules })
  return outcome?.ok === true && outcome.value.taken === null
}
