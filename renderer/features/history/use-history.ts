import { useCallback, useEffect, useMemo, useState } from 'react'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useFace } from '../../app/face.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { withNewest, withOlder } from '../../state/listed-rows.ts'

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
  const [known, setKnown] = useState<readonly BatchRow[]>([])
  const [ended, setEnded] = useState(false)
  const tellFault = useTellFault('batch.list')
  const rows = useMemo(() => withNewest(known, newest ?? []), [known, newest])
  const last = rows.at(-1)?.id
  useEffect(() => {
    if (!newest) return
    setKnown((before) => withNewest(before, newest))
    if (newest.length < pageRows) setEnded(true)
  }, [newest])
  const loadMore = useCallback(() => {
    if (last === undefined) return
    const page = link.ask('batch.list', { limit: pageRows, before: last }, { signal: AbortSignal.timeout(15_000) })
    page.then(({ batches }) => {
      setKnown((before) => withOlder(before, batches))
      setEnded(batches.length < pageRows)
    }, tellFault)
  }, [link, last, tellFault])
  return { rows, known: newest !== undefined, more: newest !== undefined && !ended, loadMore }
}
