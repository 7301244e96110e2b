import { duplicatesReport } from '../../carriers/duplicates-report.ts'
import { findDuplicates, keepRules } from '../../carriers/find-duplicates.ts'
import { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'file.find-duplicates',
  version: 1,
  title: 'Find duplicates',
  summary:
    'Finds files with the same content and lists them. One of each is kept; with `originals: vault` the others go to the vault.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'text/plain',
  picks: true,
  facts: [
    { name: 'files', title: 'Files', when: 'late' },
    { name: 'duplicates', title: 'Duplicates', when: 'late' },
  ],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      keep: z
        .enum(keepRules)
        .default('oldest')
        .meta({ title: 'Keep' })
        .describe(
          'Which one stays: oldest or newest by the time of its last change, shortest by its name, first by its place in the folders; where two are equal in that, the first.',
        ),
      ...groupingOptions(z),
    }),
  async run(files: FileValue[], { keep }, { subject, progress }) {
    const found = await findDuplicates(files, { keep, progress })
    const others = found.sets.flatMap((set) => set.others)
    return FileValue.made({
      subject,
      name: 'duplicates.txt',
      type: 'text/plain',
      facts: { files: files.length, duplicates: others.length },
      aside: others.map(({ origin }) => origin.subject),
      chunks: async function* () {
        yield duplicatesReport(found, { files: files.length, keep })
      },
    })
  },
})
