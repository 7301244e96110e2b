import { useCallback, useEffect, useState } from 'react'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useFace } from '../../app/face.ts'
import { useAnswer } from '../../app/use-answer.ts'

const pageRows = 200

export interface HistoryRows {
  rows: readonly BatchRow[]
  /** The first page has come. */
  known: boolean
  more: boolean
  loadMore: () => void
}

/** The batches, newest first: a page, and older ones when asked for. Another `version` brings the first page up to date. */
export function useHistory(version: number): HistoryRows {
  const { link } = useFace()
  const newest = useAnswer('batch.list', { limit: pageRows }, version).value?.batches
  const [older, setOlder] = useState<readonly BatchRow[]>([])
  const [ended, setEnded] = useState(false)
  const first = newest ?? []
  const ids = new Set(first.map(({ id }) => id))
  const rows = [...first, ...older.filter(({ id }) => !ids.has(id))]
  const last = rows.at(-1)?.id
  useEffect(() => {
    if (newest && newest.length < pageRows) setEnded(true)
  }, [newest])
  const loadMore = useCallback(() => {
    if (last === undefined) return
    const page = link.ask('batch.list', { limit: pageRows, before: last }, { signal: AbortSignal.timeout(15_000) })
    void page.then(
      ({ batches }) => {
        setOlder((before) => [...before, ...batches])
        setEnded(batches.length < pageRows)
      },
      () => {},
    )
  }, [link, last])
  return { rows, known: newest !== undefined, more: newest !== undefined && !ended, loadMore }
}
