import type { Client } from '../../../../contract/client.ts'
import type { BatchCounts } from '../../../../contract/job.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { countOf, numberOf } from '../show/words.ts'

type Told = 'done' | 'failed' | 'skipped'

/** What was done of each day before the command began to watch. */
type Before = readonly WatchStatus['today'][]

/** `3 files done, 0 failed.`, and how many were skipped if there are some, of what ended while it was watched: batches are those of a day, and hold what was done earlier in it too. */
export async function tallyLine(
  client: Client,
  { batchIds, before }: { batchIds: readonly string[]; before: Before },
): Promise<string> {
  const { signal } = new AbortController()
  const all = new Set([...batchIds, ...before.flatMap((today) => today.batchIds)])
  const now: BatchCounts[] = []
  for (const batch of all) now.push((await client.ask('batch.get', { batch }, { signal })).batch.counts)
  const since = (key: Told): number =>
    Math.max(
      0,
      sum(now, key) -
        sum(
          before.map(({ counts }) => counts),
          key,
        ),
    )
  const skipped = since('skipped')
  return `${countOf(since('done'), 'file')} done, ${numberOf(since('failed'))} failed${skipped > 0 ? `, ${numberOf(skipped)} skipped` : ''}.`
}

function sum(counts: readonly BatchCounts[], key: Told): number {
  return counts.reduce((total, each) => total + each[key], 0)
}
