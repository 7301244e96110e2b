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
        .prefault('100 MB')
        .meta({ title: 'Size', unit: 'bytes' })
        .describe('Of each part but the last, such as 100 MB.'),
    }),
  async run(file: FileValue, { size }, { subject, limits, progress }) {
    const { sizeBytes, read } = await contentOf(file, progress)
    // Of nothing there is one part, with nothing in it.
    const count = Math.max(1, Math.ceil(sizeBytes / size))
    if (count > limits.maxEntries) {
      throw new Fault('too-large', {
        subject,
        why: `It would be ${count} parts; the limit is ${limits.maxEntries} (limits.maxEntries).`,
      })
    }
    const digits = Math.max(3, String(count).length)
    return Array.from({ length: count }, (_, at) => {
      const number = String(at + 1).padStart(digits, '0')
      const from = at * size
      return FileValue.made({
        ...partOf(file.origin, number),
        chunks: (told) => counted(read(from, Math.min(size, sizeBytes - from)), { sizeBytes: size, progress: told }),
      })
    })
  },
})

interface Content {
  sizeBytes: number
  read: (at: number, length: number) => AsyncIterable<Uint8Array>
}

/** Any part of a file that is on disk as it is. What earlier steps have changed is read once to know how long it is, and again in order. */
async function contentOf(file: FileValue, progress: (fraction: number) => void): Promise<Content> {
  const { sizeBytes, read } = file.origin
  if (file.isUnchanged && read && sizeBytes !== undefined)
    return { sizeBytes, read: (at, length) => part(read, at, length) }
  let changedBytes = 0
  for await (const chunk of file.chunks(progress)) changedBytes += chunk.length
  const { InOrderReading } = await import('../../archives/in-order-reading.ts')
  const reading = new InOrderReading(() => file.chunks(() => {}))
  return { sizeBytes: changedBytes, read: (at, length) => reading.part(at, length) }
}

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

async function* part(read: NonNullable<FileOrigin['read']>, from: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += chunkBytes) yield await read(from + at, Math.min(chunkBytes, length - at))
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  { sizeBytes, progress }: { sizeBytes: number; progress: (fraction: number) => void },
): AsyncGenerator<Uint8Array> {
  let readBytes = 0
  for await (const chunk of chunks) {
    yield chunk
    readBytes += chunk.length
    progress(readBytes / sizeBytes)
  }
}
