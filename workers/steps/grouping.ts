import { byteSize } from './byte-size.ts'
import type { Zod } from './define-step.ts'

/** The options that every gather step has besides its own; spread into its strict object. */
export function groupingOptions(z: Zod) {
  return {
    group: z
      .enum(['all', 'folder'])
      .default('all')
      .meta({ title: 'Together' })
      .describe('all: every file of the batch; folder: the files of each folder on their own.'),
    most: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ title: 'At most files' })
      .describe('Begins another result after so many files.'),
    'most-bytes': byteSize(z)
      .optional()
      .meta({ title: 'At most bytes', unit: 'bytes' })
      .describe('Begins another result before the files exceed this size, such as 2 GB.'),
    failed: z
      .enum(['leave-out', 'fail'])
      .default('leave-out')
      .meta({ title: 'Files that failed' })
      .describe('leave-out: goes on without them and names them; fail: makes nothing of the group.'),
  }
}
