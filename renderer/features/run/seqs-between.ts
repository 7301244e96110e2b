import type { Client } from '../../../contract/client.ts'
import { pendingSeq } from '../../state/pending-rows.ts'
import { type Ranges, rangesOf } from '../../state/ranges.ts'
import type { RowPages } from '../../state/row-pages.ts'
import type { ListFilter } from '../../state/run-view.ts'
import type { RowsQuery } from '../../state/rows-feed.ts'

/** Rows asked for at once, and rows a selection under a filter may have. */
const pageMost = 200
export const selectMost = 20_000

/**
 * The files between two places of a list, both included; those that are still being sent are known here. In the whole list their numbers rise one by one, so its ends say
 * it all; under a filter or a search every one is asked for, up to a limit.
 */
export async function seqsBetween(
  ask: Client['ask'],
  query: Omit<RowsQuery, 'filter'> & { filter: ListFilter },
  { from, to, pages: { total, after }, signal }: { from: number; to: number; pages: RowPages; signal: AbortSignal },
): Promise<Ranges> {
  const taken = (total ?? to + 1) - after.length
  const pending = rangesOf(
    after.slice(Math.max(0, from - taken), Math.max(0, to + 1 - taken)).map(({ nth }) => pendingSeq(nth)),
  )
  const { filter } = query
  if (filter === 'uploading' || from >= taken) return pending
  const seqs = await seqsOfEngine(ask, { ...query, filter }, { from, to: Math.min(to, taken - 1), signal })
  return [...seqs, ...pending]
}

async function seqsOfEngine(
  ask: Client['ask'],
  query: RowsQuery,
  { from, to, signal }: { from: number; to: number; signal: AbortSignal },
): Promise<Ranges> {
  const whole = query.filter === 'all' && query.search === ''
  if (whole) {
    const ends = await Promise.all(
      [from, to].map((at) => ask('batch.rows', { ...query, offset: at, limit: 1 }, { signal })),
    )
    const [first, last] = ends.map(({ rows }) => rows[0]?.seq)
    return first === undefined || last === undefined ? [] : [[first, last]]
  }
  const seqs: number[] = []
  const end = Math.min(to, from + selectMost - 1)
  for (let offset = from; offset <= end; offset += pageMost) {
    const limit = Math.min(pageMost, end - offset + 1)
    const { rows } = await ask('batch.rows', { ...query, offset, limit }, { signal })
    seqs.push(...rows.map(({ seq }) => seq))
    if (rows.length < limit) break
  }
  return rangesOf(seqs)
}
