import type { Stamp } from './image.ts'
import { keptWords } from './kept-words.ts'
import { photoshopResources } from './photoshop-resources.ts'

/** Thumbnails among them, by number. */
const thumbnails = new Set([0x0409, 0x040c])
/** For whatever plug-ins may want to keep, so nobody looks for anything there: the block must stay as long as it is. */
const anybodys = 4000

/** Words for archives, which end at the first zero. */
const words = 0x0404

/** The block of Photoshop's resources with nothing where the thumbnails were, and where words said what is said anew; undefined when there are none. */
export function redactPhotoshop(block: Buffer, stamp: Stamp): Buffer | undefined {
  const target = Buffer.from(block)
  for (const { number, at, from, to, end } of photoshopResources(block)) {
    const kept = number === words ? keptWords(block.subarray(from, to), { keep: ['all'], stamp }) : undefined
    if (thumbnails.has(number)) target.writeUInt16BE(anybodys, at + 4)
    if (thumbnails.has(number) || number === words) target.subarray(from, end).fill(0)
    kept?.copy(target, from)
  }
  return target.equals(block) ? undefined : target
}
