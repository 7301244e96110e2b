import type { BatchState } from '../../../contract/job.ts'
import { useFace } from '../../app/face.ts'

const askMostMs = 60_000

/** Pauses or goes on with every batch under way; those that cannot are left as they are. */
export function useAllBatches(): { pause: () => void; resume: () => void } {
  const { link, mirror } = useFace()
  const those = (...states: BatchState[]) =>
    [...mirror.get().batches.values()].filter(({ isLive, snapshot }) => isLive && states.includes(snapshot.state))
  const soon = () => ({ signal: AbortSignal.timeout(askMostMs) })
  return {
    pause() {
      for (const { snapshot } of those('counting', 'running'))
        void link.ask('batch.pause', { batch: snapshot.batchId }, soon()).catch(() => {})
    },
    resume() {
      for (const { snapshot } of those('paused'))
        void link.ask('batch.resume', { batch: snapshot.batchId, waitMs: null }, soon()).catch(() => {})
    },
  }
}
