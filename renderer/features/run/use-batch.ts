import { useEffect, useState } from 'react'
import { useFace } from '../../app/face.ts'
import { learn } from '../../app/learn.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useLiveBatch } from '../../app/use-mirror.ts'
import { isOver } from '../../state/batch-state.ts'
import type { LiveBatch } from '../../state/mirror.ts'

export interface ShownBatch {
  live: LiveBatch | undefined
  /** The engine knows no such batch. */
  unknown: boolean
  endedMs: number | null
}

/** A batch by its name, whether it is under way, just ended, or long over. */
export function useBatch(id: string): ShownBatch {
  const { mirror } = useFace()
  const live = useLiveBatch(id)
  const answer = useAnswer('batch.get', { batch: id })
  const { value } = answer
  useEffect(() => {
    // News that came in the meantime is newer than an answer.
    const known = mirror.get().batches.get(id)
    if (!value || (known && !isOver(value.batch))) return
    learn(mirror, value.batch)
  }, [value, mirror, id])
  const endedMs = useEndedMs(id, live)
  return { live, unknown: answer.fault?.code === 'batch-unknown', endedMs }
}

/** When it ended: heard in this window, or as the list of batches has it. */
function useEndedMs(id: string, live: LiveBatch | undefined): number | null {
  const over = live !== undefined && isOver(live.snapshot)
  const heard = useLatest(live?.endedMs ?? null)
  const rows = useAnswer('batch.list', over && heard === null ? { limit: 1000 } : null).value?.batches
  return over ? (heard ?? rows?.find((row) => row.id === id)?.endedMs ?? null) : null
}

/** What it was last, when it is null now. */
function useLatest(value: number | null): number | null {
  const [latest, setLatest] = useState(value)
  if (value !== null && latest !== value) setLatest(value)
  return value ?? latest
}
