import type { Image, Stamp } from './image.ts'
import { keepsWords, type Kept } from './kept.ts'
import { entriesOf } from './stamp-exif.ts'

/**
 * What people write about a picture for archives, by number, in the second record. https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf
 */
const about = 2
const droppable: Partial<Record<Kept, readonly number[]>> = {
  // Content location code and name, city, sublocation, province or state, country code and name.
  '-location': [26, 27, 90, 92, 95, 100, 101],
  // By-line and its title, credit, source, copyright notice, contact, caption writer.
  '-copyright': [80, 85, 110, 115, 116, 118, 122],
}
/** What somebody says anew: copyright notice; by-line and its title. */
const stamped: Record<keyof Stamp, readonly number[]> = { copyright: [116], author: [80, 85] }

const mark = 0x1c
const headBytes = 5

/** The words for archives as far as they are kept, without those of what was dropped or is said anew; undefined where none is left. */
export function keptWords(
  words: Buffer | undefined,
  { keep, stamp }: Pick<Image, 'keep' | 'stamp'>,
): Buffer | undefined {
  if (!words || !keepsWords(keep)) return undefined
  const anew = entriesOf(stamp).flatMap(([part]) => stamped[part])
  const gone = new Set([...keep.flatMap((part) => droppable[part] ?? []), ...anew])
  if (gone.size === 0) return words
  const kept = [...wordsIn(words)].filter(({ record, number }) => record !== about || !gone.has(number))
  return kept.length === 0 ? undefined : Buffer.concat(kept.map(({ whole }) => whole))
}

interface Word {
  record: number
  number: number
  whole: Buffer
}

/** Ends where something is not as it should be: nobody knows what it would say. */
function* wordsIn(words: Buffer): Generator<Word> {
  for (let at = 0; words[at] === mark && at + headBytes <= words.length; ) {
    const length = words.readUInt16BE(at + 3)
    const end = at + headBytes + length
    // A longer one has its length behind this; none that anybody writes by hand is.
    if (length >= 2 ** 15 || end > words.length) return
    yield { record: words.readUInt8(at + 1), number: words.readUInt8(at + 2), whole: words.subarray(at, end) }
    at = end
  }
}
