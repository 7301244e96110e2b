import { crc32 } from 'node:zlib'
import type { Stamp } from './image.ts'
import { sharp } from './sharp-module.ts'

/** Letters nobody writes a line of, as many as the text takes bytes: the codec writes no letters but ASCII. */
const standIns = { copyright: '~', author: '`' }
const tags = { copyright: 'Copyright', author: 'Artist' }

/** The tags as the codec can write them, of the right lengths; empty where nothing is stamped. */
export function standInTags(stamp: Stamp): Record<string, string> {
  return Object.fromEntries(entriesOf(stamp).map(([part, text]) => [tags[part], standIn(part, text)]))
}

/** The file that was written, with the texts themselves where they were stood in for. */
export async function withStamp(file: Buffer, stamp: Stamp): Promise<Buffer> {
  const { exif } = entriesOf(stamp).length === 0 ? {} : await sharp(file).metadata()
  if (!exif) return file
  const block = file.indexOf(exif)
  for (const [part, text] of entriesOf(stamp)) {
    const at = exif.indexOf(`${standIn(part, text)}\0`)
    if (at >= 0) Buffer.from(text).copy(file, block + at)
  }
  if (file.toString('latin1', block - 4, block) === 'eXIf')
    file.writeUInt32BE(crc32(file.subarray(block - 4, block + exif.length)), block + exif.length)
  return file
}

type Part = keyof typeof standIns

/** What is stamped, part by part. */
export function entriesOf({ copyright, author }: Stamp): [Part, string][] {
  const all: [Part, string | undefined][] = [
    ['copyright', copyright],
    ['author', author],
  ]
  return all.filter((entry): entry is [Part, string] => entry[1] !== undefined)
}

function standIn(part: Part, text: string): string {
  return standIns[part].repeat(Buffer.byteLength(text))
}
