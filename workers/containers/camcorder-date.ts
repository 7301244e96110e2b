import { localTime } from '../local-time.ts'

const syncByte = 0x47
/** In front of each packet of an AVCHD stream stand four bytes of a clock. */
const layouts = [
  { first: 0, packetBytes: 188 },
  { first: 4, packetBytes: 192 },
]
/** Marks what camcorders write between the pictures. https://exiftool.org/TagNames/H264.html, MDPM */
const marker = 'MDPM'
const tags = { yearAndMonth: 0x18, dayAndTime: 0x19 }
const entryBytes = 5

export function isTransportStream(head: Buffer): boolean {
  return layouts.some(({ first, packetBytes }) => {
    const marks = [0, 1, 2].map((packet) => head[first + packet * packetBytes])
    return marks.every((mark) => mark === syncByte)
  })
}

/** When the film of a camcorder (AVCHD) was recorded, as its clock showed it; null where it does not tell at its beginning. */
export function camcorderDate(head: Buffer): string | null {
  for (let at = head.indexOf(marker); at >= 0; at = head.indexOf(marker, at + 1)) {
    const date = markedDate(unescaped(head.subarray(at + marker.length, at + 255)))
    if (date !== null) return date
  }
  return null
}

/** How many entries there are, then each with its number in front. Digits stand two in a byte, in front of the year the zone. */
function markedDate(block: Buffer): string | null {
  const entries = new Map<number, string>()
  for (let entry = 0; entry < (block[0] ?? 0); entry += 1) {
    const at = 1 + entry * entryBytes
    entries.set(block[at] ?? 0, block.toString('hex', at + 1, at + entryBytes))
  }
  const [, year, month] = /^..(\d{4})(\d\d)$/.exec(entries.get(tags.yearAndMonth) ?? '') ?? []
  const [, day, hours, minutes, seconds] = /^(..)(..)(..)(..)$/.exec(entries.get(tags.dayAndTime) ?? '') ?? []
  return localTime(`${year}:${month}:${day} ${hours}:${minutes}:${seconds}`)
}

/** A 3 is put behind two zeros, so that nothing looks like the beginning of a picture. ITU-T H.264, section 7.4.1 */
function unescaped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\0\0\x03', '\0\0'), 'latin1')
}
