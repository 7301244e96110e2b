import { boxesIn } from './heif-boxes.ts'

export interface HeifItem {
  id: number
  /** Four letters: `hvc1` and `grid` are pictures, `Exif` a block of tags, `mime` text of a kind that is named. */
  type: string
  /** Of a `mime`, what its text is, as `application/rdf+xml`; a picture may be one too, as `image/jpeg`. */
  contentType: string
}

/** The items of a HEIC or AVIF by its table of them, an `iinf`. Throws `RangeError` where that breaks off. ISO/IEC 14496-12, section 8.11.6 */
export function* itemsOf(info: Buffer): Generator<HeifItem> {
  const isWide = info.readUInt8(0) > 0
  for (const { from, to, type: box } of boxesIn(info, isWide ? 8 : 6)) {
    if (box !== 'infe') continue
    const version = info.readUInt8(from)
    const idBytes = version > 2 ? 4 : 2
    const kind = from + 4 + idBytes + 2
    // The earliest kind of table is of texts only.
    const type = version < 2 ? 'mime' : info.toString('latin1', kind, kind + 4)
    const contentType = type === 'mime' ? secondText(info.subarray(version < 2 ? kind : kind + 4, to)) : ''
    yield { id: info.readUIntBE(from + 4, idBytes), type, contentType }
  }
}

/** Behind the name of the item. */
function secondText(texts: Buffer): string {
  return texts.toString('latin1').split('\0')[1] ?? ''
}
