import type { EarlierRun } from '../../contract/batch-commands.ts'
import type { UploadProgress } from '../state/upload-rows.ts'
import type { UploadSpeed } from '../state/upload-speed.ts'

/** Files that this page sends, or has sent. */
export interface LiveUpload {
  drop: string
  /** The run that takes them. */
  batch: string
  /** Where they lie on the server. */
  folder: string
  progress: UploadProgress
  speed: UploadSpeed
  /** The run that goes on with them, as it was; absent where it was begun for them. */
  goesOn?: EarlierRun
  /** Files beside these that the recipe does not read, so that they are not sent. */
  leftOut: number
}
