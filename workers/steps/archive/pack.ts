import { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'
import { secretName } from '../secret-name.ts'
import { groupingOptions } from '../grouping.ts'

const types = {
  zip: 'application/zip',
  tar: 'application/x-tar',
  'tar.gz': 'application/gzip',
  'tar.zst': 'application/zstd',
} as const

export default defineStep({
  name: 'archive.pack',
  version: 1,
  title: 'Pack',
  summary: 'Puts all files, in their folders, into one archive, which is opened again and compared before it counts.',
  shape: 'gather',
  lane: 'thread',
  accepts: ['*/*'],
  produces: { option: 'format', types },
  extension: { option: 'format' },
  packs: { option: 'format' },
  facts: [
    { name: 'entries', title: 'Files packed', when: 'late' },
    { name: 'unpacked', title: 'Bytes packed', when: 'late' },
  ],
  memoryFactor: 0,
  options: (z) =>
    z
      .strictObject({
        format: z
          .enum(['zip', 'tar', 'tar.gz', 'tar.zst'])
          .default('zip')
          .meta({ title: 'Format' })
          .describe('zip opens everywhere; tar.zst is the smallest and fastest.'),
        level: z
          .int()
          .min(1)
          .max(9)
          .default(6)
          .meta({ title: 'Level' })
          .describe('1 is fast, 9 makes the smallest archives.'),
        times: z
          .enum(['keep', 'none'])
          .default('keep')
          .meta({ title: 'Times' })
          .describe('none: the same files always make the same archive, byte for byte.'),
        secret: secretName(z)
          .optional()
          .meta({ title: 'Passphrase', kind: 'secret' })
          .describe('Encrypts a zip (AES-256) with the secret of this name; never write the passphrase itself here.'),
        ...groupingOptions(z),
      })
      .refine(({ format, secret }) => secret === undefined || format === 'zip', {
        error: 'Only a zip can be encrypted here; encrypt other archives with `secret.encrypt` behind this step.',
        path: ['secret'],
      }),
  async run(files: FileValue[], { format, level, times, secret }, { subject, ...context }) {
    const { packFiles } = await import('../../archives/pack-files.ts')
    const passphrase = secret === undefined ? undefined : context.secret(secret)
    const unpacked = files.reduce((sum, { origin }) => sum + (origin.sizeBytes ?? 0), 0)
    return FileValue.made({
      subject,
      name: `files.${format}`,
      type: types[format],
      extension: format,
      facts: { entries: files.length, unpacked, ...(secret === undefined ? {} : { secret }) },
      chunks: (progress) => packFiles(files, { format, level, keepTimes: times === 'keep', passphrase, progress }),
    })
  },
})
