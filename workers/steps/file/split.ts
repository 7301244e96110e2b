import { Fault } from '../../../contract/fault.ts'
import { type FileOrigin, FileValue } from '../../carriers/file-value.ts'
import { byteSize } from '../byte-size.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'file.split',
  version: 1,
  title: 'Split',
  summary: 'Cuts a file into numbered parts, name.001 and on, which `file.join` and `cat` put together again.',
  shape: 'split',
  lane: 'thread',
  accepts: ['*/*'],
  produces: 'unknown',
  facts: [{ name: 'part', title: 'Number of the part', when: 'late' }],
  memoryFactor: 0,
  options: (z) =>
    z.strictObject({
      size: byteSize(z)
        .default(100_000_000)
        .meta({ title: 'Size', unit: 'bytes' })
        .describe('Of each part but the last, such as 100 MB.'),
    }),
  async run(file: FileValue, { size }, { subject, limits }) {
    const { sizeBytes = 0, read } = file.origin
    if (!file.isUnchanged || !read) throw new Fault('bug', { subject, why: 'Only files on disk can be split.' })
    const count = Math.ceil(sizeBytes / size)
    if (count > limits.maxEntries) {
      throw new Fault('too-large', {
        subject,
        why: `It would be ${count} parts; the limit is ${limits.maxEntries} (max-entries).`,
      })
    }
    const digits = Math.max(3, String(count).length)
    return Array.from({ length: count }, (_, at) => {
      const number = String(at + 1).padStart(digits, '0')
      const range = { from: at * size, to: Math.min(sizeBytes, (at + 1) * size) }
      return FileValue.made({ ...partOf(file.origin, number), chunks: (progress) => part(read, range, progress) })
    })
  },
})

function partOf({ subject, name, extension }: FileOrigin, number: string) {
  return {
    subject,
    name: `${name}.${number}`,
    type: 'application/octet-stream',
    extension: extension === '' ? number : `${extension}.${number}`,
    facts: { part: Number(number) },
  }
}

const chunkBytes = 2 ** 20

async function* part(
  read: NonNullable<FileOrigin['read']>,
  { from, to }: { from: number; to: number },
  progress: (fraction: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += chunkBytes) {
    yield await read(at, Math.min(chunkBytes, to - at))
    progress((at - from) / (to - from))
  }
}
