import { Fault } from '../../../contract/fault.ts'
import type { NamelessOutput } from '../../journal/results/name-outputs.ts'
import type { BatchContext } from '../batch-context.ts'
import { type CommitEntry, membersOf } from './commit-entry.ts'
import { areLinked, linked, type NameOf, plainName } from './linked-results.ts'

/**
 * Gives results their names before they are noted where any of them says what others are called, such as a page that shows pictures, and has that one
 * say it: what the journal holds of a result is what it is published with. Other results are named as they are noted. Whatever fails ends its entry.
 */
export async function linkAsNamed(entries: CommitEntry[], batch: BatchContext): Promise<void> {
  if (!entries.some(({ finished }) => areLinked(finished))) return
  try {
    await name(entries, batch)
  } catch (error) {
    for (const entry of entries) entry.fault = Fault.from(error, 'the journal')
    return
  }
  const nameOf =
    ({ names }: CommitEntry): NameOf =>
    (output, part) =>
      names[part] ?? plainName(output)
  await Promise.all(entries.map((entry) => link(entry, batch, nameOf(entry))))
}

/** Has results say what the others would be called if nobody had their names. */
export async function linkAsPlanned(entry: CommitEntry, batch: BatchContext): Promise<void> {
  await link(entry, batch, plainName)
}

/** All of them in their order, so that nobody gets a name before somebody who came first. */
async function name(entries: CommitEntry[], { parts, record, traits }: BatchContext): Promise<void> {
  const jobs = entries.map((entry) => ({
    seq: entry.finished.job.seq,
    members: membersOf(entry),
    outputs: namelessOf(entry),
  }))
  const names = await parts.journal.call('nameResults', { batch: record.n, folding: traits, jobs })
  for (const [at, entry] of entries.entries()) entry.names = names[at] ?? []
}

function namelessOf({ finished, names }: CommitEntry): NamelessOutput[] {
  return finished.outputs.map((output, part) => {
    const { branch, folder, stem, extension, companions, facts } = output
    const given = { name: names[part] ?? output.name, beside: output.beside?.part ?? null }
    return { branch, folder, stem, extension, companions, facts, ...given }
  })
}

async function link(entry: CommitEntry, batch: BatchContext, nameOf: NameOf): Promise<void> {
  if (!areLinked(entry.finished)) return
  try {
    entry.finished = { ...entry.finished, outputs: await linked(entry.finished, batch, nameOf) }
  } catch (error) {
    entry.fault = Fault.from(error, entry.finished.job.source)
  }
}
