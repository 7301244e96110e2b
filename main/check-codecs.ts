import { Fault } from '../contract/fault.ts'
import { systemClock } from './async/clock.ts'
import { entryUrl } from './entry-points.ts'
import { ProcessLane } from './run/lanes/processes.ts'

/** Whoever asks has less patience. */
const stallMs = 60_000
/** As for a small picture. */
const memoryBytes = 512 * 2 ** 20

/**
 * Starts the codecs of pictures as a run does, in a process of their own that is gone afterwards. Raises `codec-missing` where they do not start, and what
 * the lane raises. Aborting ends the process, and rejects with the signal's reason.
 */
export async function checkCodecs({ signal }: { signal: AbortSignal }): Promise<void> {
  await using lane = new ProcessLane({ size: 1, entry: entryUrl('process'), clock: systemClock })
  try {
    const options = { signal, stallMs, memoryBytes, onProgress: () => {} }
    // Nothing to look at: its codecs are loaded all the same.
    await lane.run({ kind: 'check', family: 'image', results: [] }, options)
  } catch (error) {
    if (!(error instanceof Fault) || !['codec-missing', 'worker-crashed'].includes(error.code)) throw error
    throw new Fault('codec-missing', { subject: 'pictures', why: error.why, cause: error })
  }
}
