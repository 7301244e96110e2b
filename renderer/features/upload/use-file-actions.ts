import { Fault } from '../../../contract/fault.ts'
import { useToast } from '../../app/toasts.ts'
import type { LiveUpload } from '../../app/uploads.ts'
import { useUploads } from '../../app/use-uploads.ts'
import { faultText } from '../../texts/fault-words.ts'
import { type BatchActions, useBatchActions } from '../run/batch-actions.ts'
import { withUpload } from './with-upload.ts'

/** What can be done to the files of a run, also to those that this page still sends to it. */
export function useFileActions(batch: string, upload: LiveUpload | undefined): BatchActions {
  const actions = useBatchActions(batch)
  const uploads = useUploads()
  const toast = useToast()
  if (!upload) return actions
  const failed = (error: unknown) => toast({ icon: 'alert', text: faultText(Fault.from(error, batch)) })
  return withUpload(actions, { uploads, upload, failed })
}
