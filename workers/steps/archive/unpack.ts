import { Fault } from '../../../contract/fault.ts'
import { FileValue, nameParts } from '../../carriers/file-value.ts'
import { zipLetters } from '../../archives/zip-letters.ts'
import { defineStep } from '../define-step.ts'
import { secretName } from '../secret-name.ts'

export default defineStep({
  name: 'archive.unpack',
  version: 2,
  title: 'Unpack',
  summary:
    'Takes every file out of an archive (zip, tar, tar.gz, tar.zst, 7z), in the folders they have there, and the one file out of a gz or zst that is no tar. If one of them could do harm, none is taken out. A 7z may have 512 MiB, and each file in it 256 MiB; the other limits are settings.',
  shape: 'split',
  lane: 'thread',
  accepts: [
    'application/zip',
    'application/x-tar',
    'application/gzip',
    'application/zstd',
    'application/x-7z-compressed',
  ],
  produces: 'unknown',
  facts: [
    { name: 'entry-stem', title: 'Name in the archive', when: 'late' },
    { name: 'entry-ext', title: 'Ending in the archive', when: 'late' },
    { name: 'entry-path', title: 'Folder in the archive', when: 'late' },
  ],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      secret: secretName(z)
        .optional()
        .meta({ title: 'Passphrase', kind: 'secret' })
        .describe('The name of the secret that opens encrypted zip and 7z files; never the passphrase itself.'),
      names: z
        .enum(zipLetters)
        .default('auto')
        .meta({ title: 'Writing of the names' })
        .describe(
          'Of names in a zip that are not Unicode. auto tells Japanese, Chinese, Korean and Cyrillic ones where they are clear, else takes those of the first PCs (cp437).',
        ),
    }),
  async run(file: FileValue, { secret, names: letters }, context) {
    const { subject, limits } = context
    const { openArchive } = await import('../../archives/open-archive.ts')
    const archiveBytes = file.origin.sizeBytes ?? 0
    const passphrase = (): string => {
      if (secret !== undefined) return context.secret(secret)
      throw new Fault('secret-unnamed', { subject })
    }
    const entries = await openArchive(file.origin, { subject, archiveBytes, limits, passphrase, letters })
    if (entries.length === 0) throw new Fault('step-failed', { subject, why: 'There is no file in it.' })
    return entries.map(({ name, modifiedMs, rights, chunks, whole }) => {
      const { folder, stem, extension } = nameParts(name)
      const facts = { 'entry-path': folder, 'entry-stem': stem, 'entry-ext': extension }
      const own = {
        ...(rights !== undefined && { entryRights: rights }),
        ...(modifiedMs !== undefined && { entryModifiedMs: modifiedMs }),
        ...(whole && { whole }),
      }
      return FileValue.made({ subject, name, type: 'application/octet-stream', extension, facts, chunks, ...own })
    })
  },
})
