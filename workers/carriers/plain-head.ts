/** No program writes more segments before the first scan: nothing is walked for ever. */
const segmentsMost = 10_000
const scan = 0xda
/** Markers that no length follows: TEM, RST0 to RST7, SOI. */
const alone = new Set([0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8])

/**
 * A JPEG without what decoders warn of although not a pixel is missing: bytes in its head that belong to no segment, as some programs leave between
 * them. The very same buffer where there are none, as nearly always, and where the head is none: that is for the decoder to say.
 */
export function withPlainHead(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  let at = 2
  for (let nth = 0; nth < segmentsMost; nth += 1) {
    const marker = nextMarker(bytes, at)
    if (marker === undefined) return bytes
    if (marker > at) {
      kept.push(bytes.subarray(from, at))
      from = marker
    }
    if (bytes[marker + 1] === scan) return kept.length === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)])
    at = endOf(bytes, marker)
  }
  return bytes
}

/** Where the next one begins, whatever stands before it: `ff00` is none, and of several `ff` the last one begins it. */
function nextMarker(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const kind = bytes[at + 1]
    if (kind === undefined) return undefined
    if (kind !== 0xff && kind !== 0) return at
  }
  return undefined
}

/** Of a segment; behind the file where that ends within its length. */
function endOf(bytes: Buffer, marker: number): number {
  if (alone.has(bytes[marker + 1] ?? 0)) return marker + 2
  return marker + 4 <= bytes.length ? marker + 2 + bytes.readUInt16BE(marker + 2) : bytes.length
}
