import { fileFacts } from '../../contract/facts.ts'
import { parseTemplate } from '../../contract/template.ts'
import { byteSize } from './byte-size.ts'
import type { FieldMakers } from './define-step.ts'

/** The options that every gather step has besides its own; spread into its strict object. */
export function groupingOptions(z: FieldMakers) {
  return {
    group: z
      .enum(['all', 'folder'])
      .default('all')
      .meta({ title: 'Together' })
      .describe('all: every file of the batch; folder: the files of each folder on their own.'),
    key: z
      .string()
      .min(1)
      .superRefine((text, context) => {
        const parsed = parseTemplate(text, { use: 'key', facts: fileFacts })
        if ('problems' in parsed)
          for (const { message } of parsed.problems) context.addIssue({ code: 'custom', message })
      })
      .optional()
      .meta({ title: 'Key', kind: 'template' })
      .describe(
        'Files for which this gives the same text belong together, such as {date:YYYY-MM} or {stem|replace:-\\d+$:}; with group: folder, in each folder.',
      ),
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
