import { crc32, deflateSync } from 'node:zlib'

/** Signature and header, which every PNG begins with. */
const headBytes = 8 + 25

/** A PNG that also carries a colour profile and EXIF, byte for byte. */
export function withPngChunks(
  png: Buffer,
  { icc, exif }: { icc?: Buffer | undefined; exif?: Buffer | undefined },
): Buffer {
  const chunks = [
    ...(icc ? [pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]))] : []),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
  ]
  return Buffer.concat([png.subarray(0, headBytes), ...chunks, png.subarray(headBytes)])
}

/** One chunk, framed and with its checksum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const framed = Buffer.alloc(content.length + 12)
  framed.writeUInt32BE(content.length, 0)
  framed.write(type, 4, 'latin1')
  content.copy(framed, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, content.length + 8)), content.length + 8)
  return framed
}
