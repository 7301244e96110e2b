import type { BatchContext } from '../batch-context.ts'
import { type Job, filesOf } from '../job.ts'

/** Files an io thread looks at in one go. */
const lookMost = 512
const nineBits = 0o777

/**
 * Tells who may see all of the files that a result of a group is made of, and so the result; undefined for what is made of one file. The files are looked at
 * when it is asked first, and not again for further results of the same attempt.
 */
export function grantedByAll(job: Job, batch: BatchContext): () => Promise<number | undefined> {
  let asked: Promise<number> | undefined
  return async () => (batch.course.gathering ? (asked ??= look(job, batch)) : undefined)
}

async function look(job: Job, { parts: { io } }: BatchContext): Promise<number> {
  const paths = filesOf(job).map(({ source }) => source)
  const shares = await io.shareOut(paths, async (share) => {
    const granted: number[] = []
    for (let at = 0; at < share.length; at += lookMost)
      granted.push(await io.call('granted', share.slice(at, at + lookMost)))
    return granted
  })
  return shares.reduce((all, granted) => all & granted, nineBits)
}
