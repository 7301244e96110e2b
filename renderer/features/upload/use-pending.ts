import { useMemo } from 'react'
import type { LiveUpload } from '../../app/live-upload.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { pendingOf } from '../../state/pending-rows.ts'
import { isOver } from '../../state/batch-state.ts'
import type { UploadRow } from '../../state/upload-rows.ts'

const none: readonly UploadRow[] = []

/** The files this page sends that the run has not taken; none where it is over. */
export function usePending(
  { snapshot }: Pick<LiveBatch, 'snapshot'>,
  upload: LiveUpload | undefined,
): readonly UploadRow[] {
  const rows = isOver(snapshot) ? undefined : upload?.progress.rows
  const taken = snapshot.counts.total
  return useMemo(() => (rows ? pendingOf(rows, taken) : none), [rows, taken])
}
