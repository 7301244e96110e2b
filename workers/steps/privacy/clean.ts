import { Fault } from '../../../contract/fault.ts'
import { FileValue } from '../../carriers/file-value.ts'
import { defineStep } from '../define-step.ts'

/** Held in memory whole, twice. */
const mostBytes = 256 * 2 ** 20

export default defineStep({
  name: 'privacy.clean',
  version: 11,
  title: 'Clean for sharing',
  summary:
    'Takes out what a file says about people: place, time and camera of pictures, properties of PDF and office documents, who commented and when. Nothing that is seen changes. Takes JPEG, PNG, WebP, GIF, HEIC, AVIF, PDF, Word, Excel, PowerPoint and LibreOffice of up to 256 MiB; others, such as TIFF, SVG and BMP, stop for you to look at. The result is read again.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/{jpeg,png,webp,gif,heic,avif}', 'application/pdf', 'application/vnd.*'],
  produces: 'same',
  refusesOthers: true,
  hides: true,
  facts: [{ name: 'removed', title: 'Taken out', when: 'late' }],
  memoryFactor: 2,
  options: (z) => z.strictObject({}),
  async run({ origin }: FileValue, _, { subject }) {
    const { cleanFile } = await import('../../privacy/clean-file.ts')
    const { sizeBytes = 0 } = origin
    if (sizeBytes > mostBytes)
      throw new Fault('too-large', { subject, why: `It may have ${mostBytes / 2 ** 20} MiB here.` })
    const bytes = (await origin.read?.(0, sizeBytes)) ?? Buffer.concat(await Array.fromAsync(origin.chunks(() => {})))
    const clean = await cleanFile({ bytes, subject })
    return FileValue.made({
      subject,
      name: origin.name,
      type: clean.type,
      extension: origin.extension,
      facts: { removed: clean.removed.join(', ') || 'nothing' },
      chunks: async function* () {
        yield clean.bytes
      },
    })
  },
})
