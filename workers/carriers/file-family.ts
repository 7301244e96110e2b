import { extname } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import type { Family } from '../family.ts'
import { SourceFile } from '../source-file.ts'
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
  async check({ path, sizeBytes }) {
    // A text of nothing but a mark may come out empty.
    if (sizeBytes === 0) return
    await using file = await SourceFile.open(path)
    if (file.sizeBytes === sizeBytes) return
    throw new Fault('result-wrong', {
      subject: path,
      why: `It should have ${sizeBytes} bytes and has ${file.sizeBytes}.`,
    })
  },
}
