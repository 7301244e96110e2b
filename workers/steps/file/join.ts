import { Fault } from '../../../contract/fault.ts'
import { FileValue, nameParts } from '../../carriers/file-value.ts'
import { numberedParts, reasonOfSizes } from '../../carriers/numbered-parts.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'file.join',
  version: 2,
  title: 'Join',
  summary:
    'Puts numbered parts, name.001 or name.000 and on, together again, under that name. Parts that are missing, cut off or belong to another file are named.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'unknown',
  facts: [{ name: 'whole-stem', title: 'Name of the whole', when: 'late' }],
  memoryFactor: 0,
  // A whole needs all its parts: it never begins another result, and a part that failed fails the group.
  options: (z) => {
    const { group, key } = groupingOptions(z)
    return z.strictObject({
      sizes: z
        .enum(['equal', 'any'])
        .default('equal')
        .meta({ title: 'Sizes of the parts' })
        .describe('equal: all but the last have to be of one size; any: also what was cut by lines, say.'),
      group,
      key,
    })
  },
  async run(files: FileValue[], { sizes }, { subject }) {
    const numbered = numberedParts(files, subject)
    const why = sizes === 'equal' ? reasonOfSizes(numbered) : undefined
    const { whole, files: parts } = numbered
    if (why !== undefined) throw new Fault('step-failed', { subject, why })
    const { stem, extension } = nameParts(whole)
    return FileValue.made({
      subject,
      name: whole,
      type: 'application/octet-stream',
      extension,
      facts: { 'whole-stem': stem },
      chunks: (progress) => joined(parts, progress),
    })
  },
})

async function* joined(files: FileValue[], progress: (fraction: number) => void): AsyncGenerator<Uint8Array> {
  for (const [at, file] of files.entries()) yield* file.chunks((fraction) => progress((at + fraction) / files.length))
}
