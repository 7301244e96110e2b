import { Fault } from '../../contract/fault.ts'
import { type Box, boxesIn, type Stretch } from '../heif-boxes.ts'
import { counted, itemPlaces } from '../item-places.ts'

/**
 * What the table of a HEIC or AVIF leads to within the file: pixels, tags and all else the picture is made of. Raises `file-damaged` where there
 * is not exactly one table, or it cannot be followed.
 */
export function usedStretches(bytes: Buffer, { boxes, subject }: { boxes: Box[]; subject: string }): Stretch[] {
  const [table, ...others] = boxes.filter(({ type }) => type === 'meta')
  const places = table && placesIn(bytes.subarray(table.from, table.to))
  if (!places || others.length > 0)
    throw new Fault('file-damaged', { subject, why: 'Its parts cannot be followed to the end of the picture.' })
  return places
}

/** An item without a length is the whole file. */
function placesIn(table: Buffer): Stretch[] | undefined {
  const locations = boxesIn(table, 4).find(({ type }) => type === 'iloc')
  if (!locations) return undefined
  const items = Array.from(itemPlaces(table.subarray(locations.from, locations.to)))
  return items
    .filter(({ way }) => way === counted.inFile)
    .flatMap(({ pieces }) => pieces)
    .map(({ from, to }) => (to > from ? { from, to } : { from, to: Number.MAX_SAFE_INTEGER }))
}
