/** One square of grey in a TIFF file, and what its directory says beside. */
export interface TiffPicture {
  side: number
  grey?: number
  /** Numbers by tag; they replace those that are written anyway. */
  tags?: Record<number, number>
}

const longType = 4
const headerBytes = 8
const entryBytes = 12

/** A TIFF file of pictures in a chain, little end first, uncompressed. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, section 2 */
export function tiffFile(pictures: readonly TiffPicture[]): Buffer {
  const parts: Buffer[] = [Buffer.from('II*\0\0\0\0\0', 'latin1')]
  let endsAt = headerBytes
  let pointer = { part: 0, at: 4 }
  for (const picture of pictures) {
    const pixels = Buffer.alloc(picture.side ** 2, picture.grey ?? 128)
    const directory = directoryOf(picture, endsAt)
    parts[pointer.part]?.writeUInt32LE(endsAt + pixels.length, pointer.at)
    parts.push(pixels, directory)
    pointer = { part: parts.length - 1, at: directory.length - 4 }
    endsAt += pixels.length + directory.length
  }
  return Buffer.concat(parts)
}

function directoryOf({ side, tags = {} }: TiffPicture, pixelsAt: number): Buffer {
  const usual = { 0xfe: 0, 0x100: side, 0x101: side, 0x102: 8, 0x103: 1, 0x106: 1, 0x111: pixelsAt }
  const entries = Object.entries({ ...usual, 0x115: 1, 0x116: side, 0x117: side ** 2, ...tags })
  const bytes = Buffer.alloc(2 + entries.length * entryBytes + 4)
  bytes.writeUInt16LE(entries.length)
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 2 + index * entryBytes
    bytes.writeUInt16LE(Number(tag), at)
    bytes.writeUInt16LE(longType, at + 2)
    bytes.writeUInt32LE(1, at + 4)
    bytes.writeUInt32LE(value, at + 8)
  }
  return bytes
}
