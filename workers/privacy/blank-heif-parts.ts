import { Fault } from '../../contract/fault.ts'
import { type Box, boxesIn, type Stretch } from '../heif-boxes.ts'
import { blank, blankBetween } from './blank-between.ts'
import { usedStretches } from './used-stretches.ts'

/** What may be left over; its content counts for nothing. */
const filler = 'free'

const names: Record<string, string> = {
  mdat: 'left-over data',
  free: 'left-over data',
  skip: 'left-over data',
  mpvd: 'film',
  uuid: 'data of a program',
}
const behind = 'data behind the picture'

/**
 * Phones put more behind the picture, such as the seconds before it as a film that says where it was taken, or a signed history, and programs leave what
 * the table of the picture does not lead to any more. All of that becomes filler of the same length, in `bytes` itself. Names what it was. Raises
 * `wrong-type` for a film, and `file-damaged` where the table cannot be followed.
 */
export function blankParts(bytes: Buffer, subject: string): string[] {
  const boxes = boxesIn(bytes, 0)
  if (boxes.some(({ type }) => type === 'moov'))
    throw new Fault('wrong-type', { subject, why: 'It is a film as much as a picture.' })
  const used = usedStretches(bytes, { boxes, subject })
  const removed = boxes.filter((box) => blankBox(bytes, box, used)).map(({ type }) => names[type] ?? behind)
  if (blank(bytes, { from: boxes.at(-1)?.to ?? 0, to: bytes.length })) removed.push(behind)
  return removed
}

/** Whether there was anything in it that is not needed. */
function blankBox(bytes: Buffer, { type, start, from, to }: Box, used: Stretch[]): boolean {
  if (type === 'mdat') return blankBetween(bytes, { from, to }, used)
  // The first says what kind of file it is.
  if (type === 'meta' || start === 0) return false
  const wasBlank = !blank(bytes, { from, to }) && type === filler
  bytes.write(filler, start + 4, 'latin1')
  return !wasBlank
}
