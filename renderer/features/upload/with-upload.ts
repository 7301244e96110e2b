import type { LiveUpload } from '../../app/live-upload.ts'
import type { Uploads } from '../../app/uploads.ts'
import { nthOf } from '../../state/pending-rows.ts'
import { noRanges, type Ranges } from '../../state/ranges.ts'
import type { BatchActions } from '../run/batch-actions.ts'

interface Sending {
  uploads: Uploads
  upload: LiveUpload
  /** Told what went wrong when a run could not be gone on with. */
  failed: (error: unknown) => void
}

/** What can be done to a run and to the files that are on their way to it: they are given up, or sent again. */
export function withUpload(actions: BatchActions, { uploads, upload, failed }: Sending): BatchActions {
  return {
    ...actions,
    drop: (seqs) => {
      const { taken, nths } = parted(seqs, upload)
      if (nths.length > 0) uploads.giveUp(upload.drop, nths)
      if (taken.length > 0) actions.drop(taken)
    },
    retry: (seqs) => {
      const { taken, nths } = parted(seqs, upload)
      // No ranges stand for every row.
      const all = seqs.length === 0
      const someFailed = upload.progress.failed > 0
      if (nths.length > 0 || (all && someFailed)) void uploads.again(upload.drop, all ? undefined : nths).catch(failed)
      if (all || taken.length > 0) actions.retry(all ? noRanges : taken)
    },
  }
}

function parted(seqs: Ranges, { progress }: LiveUpload): { taken: Ranges; nths: number[] } {
  const taken = seqs.filter(([, to]) => nthOf(to) === null)
  const pending = seqs.filter(([from]) => nthOf(from) !== null)
  const nths = pending.flatMap(([from, to]) =>
    progress.rows.slice(nthOf(from) ?? 0, (nthOf(to) ?? -1) + 1).map(({ nth }) => nth),
  )
  return { taken, nths }
}
