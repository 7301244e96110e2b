import type { CommitJob, CommitOutput } from '../journal/record.ts'
import type { BatchContext } from './batch-context.ts'
import type { CommitEntry } from './commit-entry.ts'

/** One message names no more results than this, so that writing it holds the main thread up for a few milliseconds and no longer. */
const atOnceMost = 512

/** The results of a job for its `commit`; of a long set they are handed to the journal before, part by part. */
export async function sentAhead(
  entry: CommitEntry,
  { parts, record }: Pick<BatchContext, 'parts' | 'record'>,
): Promise<CommitJob['outputs']> {
  const { job, outputs } = entry.finished
  if (outputs.length <= atOnceMost) return noted(entry, 0)
  for (let from = 0; from < outputs.length; from += atOnceMost)
    await parts.journal.call('holdOutputs', { batch: record.n, seq: job.seq, from, outputs: noted(entry, from) })
  return 'held'
}

function noted({ finished, names }: CommitEntry, from: number): CommitOutput[] {
  return finished.outputs.slice(from, from + atOnceMost).map((output, at) => {
    const part = from + at
    return { ...output, beside: output.beside?.part ?? null, part, name: names[part] ?? output.name }
  })
}
