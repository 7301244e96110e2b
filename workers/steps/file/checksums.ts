import { checksumList } from '../../carriers/checksum-list.ts'
import { algorithms } from '../../carriers/digest.ts'
import { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'file.checksums',
  version: 1,
  title: 'List checksums',
  summary: 'Writes one list with the checksum of every file, which Millrace and `sha256sum --check` can compare later.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'text/plain',
  extension: { option: 'algorithm' },
  facts: [{ name: 'files', title: 'Files', when: 'late' }],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      algorithm: z
        .enum(algorithms)
        .default('sha256')
        .meta({ title: 'Algorithm' })
        .describe('sha256 is understood everywhere, blake3 is faster; md5 and sha1 are for old lists only.'),
      ...groupingOptions(z),
    }),
  async run(files: FileValue[], { algorithm }, { subject }) {
    const chunks = (progress: (fraction: number) => void) => checksumList(files, { algorithm, progress })
    return FileValue.made({
      subject,
      name: `checksums.${algorithm}`,
      type: 'text/plain',
      facts: { files: files.length },
      chunks,
    })
  },
})
