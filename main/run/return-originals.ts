import { nameOf } from '../io/paths.ts'
import type { BatchRecord } from '../journal/batches.ts'
import { isOfWorker, seqOfAttempt } from './attempt-name.ts'
import type { EngineParts } from './batch-context.ts'

/** Before attempts of a batch that an engine has left are removed: what a program of the person's moved there goes back to its place. */
export async function returnOriginals(
  { journal, io }: Pick<EngineParts, 'journal' | 'io'>,
  batch: BatchRecord,
  left: string[],
): Promise<void> {
  const attempts = left.filter(isOfWorker)
  // Everything else leaves originals to the engine, which notes what it moves.
  if (attempts.length === 0 || !batch.recipeText.includes('external.')) return
  const seqs = attempts.map((attempt) => seqOfAttempt(nameOf(attempt), batch.token))
  const originals = await journal.call('sourcesOf', { batch: batch.n, seqs: [...new Set(seqs)] })
  await io.call('giveBack', { originals, attempts })
}
