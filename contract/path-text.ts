/**
 * Paths inside Millrace are strings. A byte that is not valid UTF-8 is kept as the lone surrogate U+DC00 + byte
 * (the scheme of Python's PEP 383), so every name of a POSIX disk survives a round trip.
 */
export function decodePath(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    text +=
      length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : String.fromCodePoint(codePoint(bytes, at, length))
    at += length || 1
  }
  return text
}

/** The bytes of a path on disk. */
export function encodePath(path: string): Uint8Array {
  const bytes: number[] = []
  for (const char of path) {
    const code = char.codePointAt(0) ?? 0
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00)
    else bytes.push(...utf8(code))
  }
  return Uint8Array.from(bytes)
}

function utf8(code: number): number[] {
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f)
  if (code < 0x80) return [code]
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)]
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)]
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)]
}

/** Smallest code point a sequence of this length may hold; below it the form is overlong and not valid. */
const smallest = [0, 0, 0x80, 0x800, 0x10000]

/** Length of the valid UTF-8 sequence at `at`, or 0 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const length = claimedLength(bytes[at] ?? 0)
  const tail = bytes.subarray(at + 1, at + length)
  if (length === 0 || tail.length < length - 1 || tail.some((byte) => byte >> 6 !== 0b10)) return 0
  const code = codePoint(bytes, at, length)
  const surrogate = code >= 0xd800 && code <= 0xdfff
  return code < (smallest[length] ?? 0) || code > 0x10ffff || surrogate ? 0 : length
}

/** How long a sequence with this first byte says it is; 0 for a byte that cannot be the first. */
function claimedLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >> 5 === 0b110) return 2
  if (lead >> 4 === 0b1110) return 3
  return lead >> 3 === 0b11110 ? 4 : 0
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0
  if (length === 1) return lead
  let code = lead & (0xff >> (length + 1))
  for (let i = at + 1; i < at + length; i++) code = (code << 6) | ((bytes[i] ?? 0) & 0x3f)
  return code
}
