import { extname } from 'node:path'
import { checkSize } from '../check-size.ts'
import type { Family } from '../family.ts'
import { writeNew } from '../write-new.ts'
import { FileValue } from './file-value.ts'

/** Files of any kind, as bytes that flow past: no more than a chunk is in memory, however long they are. */
export const fileFamily: Family<FileValue> = {
  async read(source, { type }) {
    return new FileValue({ source, type: type || 'application/octet-stream', changes: [] })
  },
  facts: () => ({}),
  settle: async (value) => value,
  async write(value, { target, progress }) {
    const sizeBytes = await writeNew(target, value.chunks(progress))
    return { type: value.type, extension: extname(value.source.path).slice(1), sizeBytes, facts: {} }
  },
  check: checkSize,
}
