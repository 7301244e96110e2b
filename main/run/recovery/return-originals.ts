import { isOfWorker, nameOf } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import { seqOfAttempt } from '../making/attempt-name.ts'
import type { EngineParts } from '../batch-context.ts'

/**
 * What a program of the person's moved to where the attempts of a batch lie goes back to its place. Answers those that are to be removed: what cannot go
 * back stays.
 */
export async function returnOriginals(
  { journal, io }: Pick<EngineParts, 'journal' | 'io'>,
  batch: BatchRecord,
  left: string[],
): Promise<string[]> {
  const attempts = left.filter(isOfWorker)
  // Everything else leaves originals to the engine, which notes what it moves.
  if (attempts.length === 0 || !batch.recipeText.includes('external.')) return left
  const seqs = attempts.map((attempt) => seqOfAttempt(nameOf(attempt), batch.token))
  const originals = await journal.call('sourcesOf', { batch: batch.n, seqs: [...new Set(seqs)] })
  const kept = new Set(await io.call('giveBack', { originals, attempts }))
  return left.filter((path) => !kept.has(path))
}
