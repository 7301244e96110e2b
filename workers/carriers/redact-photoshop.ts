import { photoshopResources } from './photoshop-resources.ts'

/** Thumbnails among them, by number. */
const thumbnails = new Set([0x0409, 0x040c])
/** For whatever plug-ins may want to keep, so nobody looks for anything there: the block must stay as long as it is. */
const anybodys = 4000

/** The block of Photoshop's resources with nothing where the thumbnails were; undefined when there are none. */
export function withoutPhotoshopThumbnail(block: Buffer): Buffer | undefined {
  const found = photoshopResources(block).filter(({ number }) => thumbnails.has(number))
  const target = Buffer.from(block)
  for (const { at, from, end } of found) {
    target.writeUInt16BE(anybodys, at + 4)
    target.subarray(from, end).fill(0)
  }
  return found.length > 0 ? target : undefined
}
