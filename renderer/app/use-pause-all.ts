import { useCallback } from 'react'
import { useFace } from './face.ts'

const pauseMs = 60_000

/** Pauses every batch that runs; those that cannot be paused any more have ended, and that is said elsewhere. */
export function usePauseAll(): () => void {
  const { link, mirror } = useFace()
  return useCallback(() => {
    for (const { snapshot, isLive } of mirror.get().batches.values()) {
      const runs = isLive && (snapshot.state === 'running' || snapshot.state === 'counting')
      if (!runs) continue
      void link
        .ask('batch.pause', { batch: snapshot.batchId }, { signal: AbortSignal.timeout(pauseMs) })
        .catch(() => {})
    }
  }, [link, mirror])
}
