import { useEffect } from 'react'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { HistoryRows } from './use-history.ts'

interface Chosen {
  row: BatchRow | undefined
  /** There is no such batch; false while that is not known. */
  unknown: boolean
}

/** The batch that was chosen. Where it is older than those that are listed, more of them are asked for until it is there. */
export function useChosen(chosen: string | null, { rows, known, more, loadMore }: HistoryRows): Chosen {
  const row = rows.find(({ id }) => id === chosen)
  const missing = chosen !== null && known && !row
  const { value, fault } = useAnswer('batch.get', missing ? { batch: chosen } : null)
  const seeks = missing && more && value?.batch.batchId === chosen
  useEffect(() => {
    if (seeks) loadMore()
  }, [seeks, loadMore])
  const unknown = fault?.code === 'batch-unknown' || (value !== undefined && value.batch.batchId !== chosen)
  return { row, unknown: missing && unknown }
}
