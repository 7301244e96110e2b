import { setTimeout as sleep } from 'node:timers/promises'
import { connectToEngine } from '../../main/faces/attach/connect.ts'
import { faceSocketPath } from '../../main/faces/attach/socket-path.ts'

const askEveryMs = 500

/** Asks an engine, as any face could, how long its main thread was busy at a stretch, until the signal aborts; the longest is left in `delay`. */
export async function loopDelayDuring({
  state,
  delay,
  signal,
}: {
  state: string
  delay: { longestMs: number }
  signal: AbortSignal
}): Promise<void> {
  while (!signal.aborted) {
    try {
      await sleep(askEveryMs, undefined, { signal })
      await using engine = await connectToEngine({ socketPath: await faceSocketPath(state), signal })
      const { eventLoopDelayMs } = await engine.ask('engine.workings', {}, { signal })
      delay.longestMs = Math.max(delay.longestMs, eventLoopDelayMs.max)
    } catch {
      // Not listening yet, or gone: the program is starting or ending.
    }
  }
}
