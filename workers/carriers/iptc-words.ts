import { behindPrograms } from './comments.ts'
import type { Image } from './image.ts'
import { keptWords } from './kept-words.ts'
import { photoshopResources } from './photoshop-resources.ts'

/** The resource of Photoshop's in which they stand. */
const resource = 0x0404
const recordMark = 0x1c

/** What people have written for archives: out of a block of Photoshop's resources, as JPEG has it, or as it is, as TIFF has it. */
export function iptcWords(block: Buffer): Buffer | undefined {
  if (block[0] === recordMark) return block
  const found = photoshopResources(block).find(({ number }) => number === resource)
  return found && found.to > found.from ? block.subarray(found.from, found.to) : undefined
}

const letters = 'Photoshop 3.0\0'
/** A part of a JPEG ends at 65,535 bytes. */
const mostBytes = 65_000
const mark = Buffer.from([0xff, 0xed])

/**
 * The JPEG that was written, with what its source says for archives where all is kept: the codec carries that over from one JPEG to another in a single pass,
 * and out of a TIFF to a place where nobody looks for it.
 */
export function withWords(file: Buffer, image: Image): Buffer {
  const { iptc } = image.source
  if (!iptc || image.encoding.format !== 'jpeg') return file
  const words = keptWords(iptc, image)
  const bare = withoutPart(file, Buffer.concat([mark, lengthOf(iptc), iptc]))
  if (!words) return bare
  const place = behindPrograms(bare)
  if (bare.subarray(0, place).includes(letters, 0, 'latin1') || words.length > mostBytes) return bare
  return Buffer.concat([bare.subarray(0, place), partOf(words), bare.subarray(place)])
}

function withoutPart(file: Buffer, part: Buffer): Buffer {
  const at = file.indexOf(part)
  return at < 0 ? file : Buffer.concat([file.subarray(0, at), file.subarray(at + part.length)])
}

function lengthOf(content: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(content.length + 2)
  return length
}

function partOf(words: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  const heading = Buffer.from(`${letters}8BIM\x04\x04\0\0`, 'latin1')
  const content = Buffer.concat([heading, length, words, Buffer.alloc(words.length % 2)])
  return Buffer.concat([mark, lengthOf(content), content])
}
