import { inflateSync } from 'node:zlib'
import { pngChunk } from '../carriers/png-chunks.ts'

/** What the profile is called where nobody has given it a name, and how it is packed. https://www.w3.org/TR/png-3/#11iCCP */
const nameless = Buffer.from('icc\0\0', 'latin1')
/** Of a profile when it is unpacked: the largest, for presses, have a few MiB. */
const mostBytes = 64 * 2 ** 20

/**
 * The chunk of a colour profile with the same profile, packed as it was, and without a name and what stands behind it: a program may have put words in
 * both, and none shows them. Nothing where no program can unpack it. What was taken out goes into `removed`.
 */
export function withoutName(content: Buffer, removed: string[]): Buffer {
  const from = content.indexOf(0) + 2
  const end = from + packedBytes(content.subarray(from))
  if (end === from) {
    removed.push('colour profile that cannot be read')
    return Buffer.alloc(0)
  }
  if (!content.subarray(0, from).equals(nameless)) removed.push('name of the colour profile')
  if (end < content.length) removed.push('data behind the colour profile')
  return pngChunk('iCCP', Buffer.concat([nameless, content.subarray(from, end)]))
}

/** What the types of Node do not know of `info`. */
interface Unpacking {
  engine: { bytesWritten: number }
}

/** How many bytes belong to what is packed; 0 where it cannot be unpacked. */
function packedBytes(bytes: Buffer): number {
  try {
    const unpacking = inflateSync(bytes, { info: true, maxOutputLength: mostBytes }) as unknown as Unpacking
    return unpacking.engine.bytesWritten
  } catch {
    return 0
  }
}
