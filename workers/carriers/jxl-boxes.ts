import { brotliDecompressSync } from 'node:zlib'

/** What a JPEG XL file says besides its picture. */
export interface JxlTold {
  /** A block of tags, as it stands in other pictures behind their own words for it. */
  exif?: Buffer | undefined
  xmp?: Buffer | undefined
}

const signature = Buffer.from('0000000c4a584c200d0a870a', 'hex')
const kind = boxOf('ftyp', Buffer.from('6a786c20000000006a786c20', 'hex'))
const bareStart = Buffer.from('ff0a', 'hex')

/** Whether these are the first bytes of a JPEG XL file, bare or in a container. */
export function isJxl(head: Buffer): boolean {
  return head.subarray(0, bareStart.length).equals(bareStart) || head.subarray(0, signature.length).equals(signature)
}

/** The picture behind the mark it begins with, wherever the container has it; throws `RangeError` where it has none. */
export function codestreamOf(file: Buffer): Buffer {
  if (file.subarray(0, bareStart.length).equals(bareStart)) return file.subarray(bareStart.length)
  for (const { type, content } of boxesIn(file)) {
    if (type === 'jxlc') return content.subarray(bareStart.length)
    if (type === 'jxlp') return content.subarray(partNumberBytes + bareStart.length)
  }
  throw new RangeError('no picture in the container')
}

const partNumberBytes = 4

/** What the container says; boxes may be packed. Empty for a bare picture, and of what is damaged or too large. ISO/IEC 18181-2, section 9. */
export function jxlTold(file: Buffer): JxlTold {
  const told: JxlTold = {}
  for (const { type, content } of boxesIn(file)) {
    const [name, said] =
      type === 'brob' ? [content.toString('latin1', 0, 4), unpacked(content.subarray(4))] : [type, content]
    if (name === 'Exif' && said && said.length > 4) told.exif ??= said.subarray(4 + said.readUInt32BE(0))
    if (name === 'xml ') told.xmp ??= said
  }
  return told
}

/** No program says more about one picture. */
const unpackedMostBytes = 16 * 2 ** 20

function unpacked(packed: Buffer): Buffer | undefined {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: unpackedMostBytes })
  } catch {
    return undefined
  }
}

/** A bare picture in a container that says this; as it is where there is nothing to be said. */
export function withJxlTold(picture: Buffer, { exif, xmp }: JxlTold): Buffer {
  if (!exif && !xmp) return picture
  const boxes = [
    ...(exif ? [boxOf('Exif', Buffer.concat([Buffer.alloc(4), exif]))] : []),
    ...(xmp ? [boxOf('xml ', xmp)] : []),
  ]
  return Buffer.concat([signature, kind, ...boxes, boxOf('jxlc', picture)])
}

function boxOf(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(head.length + content.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

interface Box {
  type: string
  content: Buffer
}

/** A length of 0 goes to the end of the file, one of 1 stands behind the type. */
function* boxesIn(file: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= file.length; ) {
    const short = file.readUInt32BE(at)
    const head = short === 1 ? 16 : 8
    const length = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short || file.length - at
    const end = at + Math.max(head, length)
    yield { type: file.toString('latin1', at + 4, at + 8), content: file.subarray(at + head, end) }
    at = end
  }
}
