import type { Outcome } from '../../io/outcome.ts'
import type { Job } from '../job.ts'
import type { IoLane } from '../lanes/io.ts'

/** Files an io thread looks at in one go. */
export const lookMost = 512

/** Looks once more at files that were read some time ago: `original-changed` for each that somebody has written to since, in order. */
export function stillAsRead(files: readonly Job[], io: IoLane): Promise<Outcome<null>[]> {
  const asked = files.map(({ source, identity }) => ({ path: source, planned: identity }))
  return io.shareOut(asked, async (share) => {
    const outcomes: Outcome<null>[] = []
    for (let at = 0; at < share.length; at += lookMost)
      outcomes.push(...(await io.call('unchanged', share.slice(at, at + lookMost))))
    return outcomes
  })
}
