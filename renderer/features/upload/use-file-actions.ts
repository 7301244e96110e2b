import type { LiveUpload } from '../../app/live-upload.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useUploads } from '../../app/use-uploads.ts'
import { type BatchActions, useBatchActions } from '../run/batch-actions.ts'
import { withUpload } from './with-upload.ts'

/** What can be done to the files of a run, also to those that this page still sends to it. */
export function useFileActions(batch: string, upload: LiveUpload | undefined): BatchActions {
  const actions = useBatchActions(batch)
  const uploads = useUploads()
  const failed = useTellFault(batch)
  if (!upload) return actions
  return withUpload(actions, { uploads, upload, failed })
}
