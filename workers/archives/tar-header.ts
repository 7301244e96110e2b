/** What one header block of a tar says. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
export interface TarHeader {
  rawName: Buffer
  type: string
  sizeBytes: number
  modifiedMs: number
  mode: number
}

export const blockBytes = 512

/** A header block; undefined when its checksum is not that of its bytes. */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  if (number(block.subarray(148, 156)) !== checksumOf(block)) return undefined
  const name = text(block.subarray(0, 100))
  const prefix =
    block.toString('latin1', 257, 262) === 'ustar' && block[263] !== 0x20
      ? text(block.subarray(345, 500))
      : Buffer.alloc(0)
  return {
    rawName: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name,
    type: String.fromCharCode(block[156] ?? 0),
    sizeBytes: number(block.subarray(124, 136)),
    modifiedMs: number(block.subarray(136, 148)) * 1000,
    mode: number(block.subarray(100, 108)),
  }
}

/** The checksum counts itself as blanks. */
export function checksumOf(block: Buffer): number {
  let sum = 8 * 0x20
  for (const [at, byte] of block.entries()) if (at < 148 || at >= 156) sum += byte
  return sum
}

function text(field: Buffer): Buffer {
  const end = field.indexOf(0)
  return end < 0 ? field : field.subarray(0, end)
}

/** Octal digits, or a binary number after a leading bit where those do not suffice, as before 1970. NaN for anything else. */
function number(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) {
    const digits = field.toString('latin1').replace(/\0.*$/s, '').trim()
    return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
  }
  const start = ((field[0] ?? 0) & 0x3f) - ((field[0] ?? 0) & 0x40)
  const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, start)
  return Number.isSafeInteger(value) ? value : Number.NaN
}

/** The records of a pax header, by keyword; undefined when they do not fit together. */
export function parsePax(body: Buffer): Map<string, Buffer> | undefined {
  const found = new Map<string, Buffer>()
  for (let at = 0; at < body.length; ) {
    const [, digits] = /^(\d{1,9}) /.exec(body.toString('latin1', at, at + 10)) ?? []
    const end = at + Number(digits ?? Number.NaN)
    const equals = body.indexOf(0x3d, at)
    if (!(end <= body.length) || equals < 0 || equals >= end || body[end - 1] !== 0x0a) return undefined
    found.set(body.toString('utf8', at + (digits?.length ?? 0) + 1, equals), body.subarray(equals + 1, end - 1))
    at = end
  }
  return found
}

/** As long as it is in the archive: whole blocks. */
export function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / blockBytes) * blockBytes
}
