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
  const entries = entriesOf(stamp)
  if (entries.length === 0) return file
  return writeExif(file, (exif) => {
    for (const [part, text] of entries) {
      const at = exif.indexOf(`${standIn(part, text)}\0`)
      if (at >= 0) Buffer.from(text).copy(exif, at)
    }
  })
}

/** Writes over the tags within the file, if there are any. In a PNG a checksum stands behind them. */
export async function writeExif(file: Buffer, write: (exif: Buffer) => void): Promise<Buffer> {
  const { exif } = await sharp(file).metadata()
  if (!exif) return file
  const block = file.indexOf(exif)
  const end = block + exif.length
  write(file.subarray(block, end))
  if (file.toString('latin1', block - 4, block) === 'eXIf')
    file.writeUInt32BE(crc32(file.subarray(block - 4, end)), end)
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
