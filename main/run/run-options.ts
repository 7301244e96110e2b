import type { BatchCounts } from '../../contract/job.ts'
import type { Announcer } from './recording/announcer.ts'
import type { EndState } from './end-batch.ts'
import type { ExpectedFiles } from './arriving/expected-files.ts'
import type { BatchRequest } from './admitting/intake-line.ts'

export interface RunOptions {
  request: BatchRequest
  announcer: Announcer
  stopNow: AbortController
  /** Rows that came to another end as it was opened, to be told of. */
  passedOver: readonly number[]
  /** What has ended before, where only some rows are taken once more. */
  counts?: BatchCounts
  expected?: Pick<ExpectedFiles, 'told' | 'close'> | undefined
  /** What the batch is when all that was asked for is done. */
  endsAs?: EndState
}
