const ids = { file: 0x1a45dfa3, segment: 0x18538067, info: 0x1549a966, date: 0x4461 }
/** The beginning of 2001, from which nanoseconds are counted. https://www.rfc-editor.org/rfc/rfc8794, section 7.6 */
const epochMs = Date.UTC(2001, 0, 1)
const nanosecondsPerMs = 1_000_000n

export function isMatroska(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32BE(0) === ids.file
}

/** When a Matroska or WebM film was recorded, in epoch milliseconds; null where its beginning does not tell. */
export function matroskaDate(head: Buffer): number | null {
  const segment = find(head, ids.segment)
  const info = segment && find(segment, ids.info)
  const date = info && find(info, ids.date)
  if (date?.length !== 8) return null
  const nanoseconds = date.readBigInt64BE()
  // Nothing, which programs without a clock write, is not the first moment of 2001.
  return nanoseconds === 0n ? null : epochMs + Number(nanoseconds / nanosecondsPerMs)
}

/** Content of the first element of that kind, as far as it was read; elements stand one behind the other. */
function find(bytes: Buffer, wanted: number): Buffer | null {
  for (let at = 0; at < bytes.length; ) {
    const id = numberAt(bytes, at)
    const size = id && numberAt(bytes, id.to)
    if (!size) return null
    // A length that nobody knows has all bits set, and goes to the end.
    const to = size.to + size.value
    if (id.whole === wanted) return bytes.subarray(size.to, to)
    at = to
  }
  return null
}

interface VariableNumber {
  /** With the bits that tell its length, as ids are written. */
  whole: number
  /** Without them. */
  value: number
  to: number
}

/** A number of 1 to 8 bytes: as many zeros stand in front of the first bit that is set as bytes follow the first. RFC 8794, section 4 */
function numberAt(bytes: Buffer, at: number): VariableNumber | null {
  const length = Math.clz32(bytes[at] ?? 0) - 23
  if (length > 8 || at + length > bytes.length) return null
  const whole = BigInt(`0x${bytes.toString('hex', at, at + length)}`)
  const value = whole - (1n << BigInt(7 * length))
  return { whole: Number(whole), value: Number(value), to: at + length }
}
