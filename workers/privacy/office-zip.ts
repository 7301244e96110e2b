import { smallEntry } from '../archives/small-entry.ts'
import { directoryRecord, endOf, type Written } from '../archives/zip-headers.ts'
import { plainRights } from '../rights.ts'
import type { OfficePart } from './office-parts.ts'

/** No time of day or place is told by when a part was written. */
const noTime = Date.UTC(1980, 0, 2)

/** A document of these parts, in their order. */
export function officeZip(parts: readonly OfficePart[]): Buffer {
  const chunks: Buffer[] = []
  const written: Written[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const place = { name, modifiedMs: noTime, rights: plainRights }
    const { header, body, ...numbers } = smallEntry(place, content, { level: levelOf(name) })
    written.push({ ...numbers, name: Buffer.from(name), modifiedMs: noTime, offset })
    chunks.push(header, body)
    offset += header.length + body.length
  }
  const directory = Buffer.concat(written.map(directoryRecord))
  return Buffer.concat([...chunks, directory, endOf(parts.length, { at: offset, bytes: directory.length })])
}

/** Programs read what kind of document it is from the first bytes of the file, where it has to stand as it is. */
function levelOf(name: string): number {
  return name === 'mimetype' ? 0 : 6
}
