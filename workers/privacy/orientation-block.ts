import { sharp } from '../carriers/sharp-module.ts'

/** The orientation a picture file asks to be shown in: without it, it would be seen turned. 1 where it asks for nothing. */
export async function orientationOf(bytes: Buffer): Promise<number> {
  return (await sharp(bytes).metadata()).orientation ?? 1
}

/** An EXIF block that says nothing but the orientation; undefined where there is nothing to say. */
export function orientationBlock(orientation: number): Buffer | undefined {
  if (orientation === 1) return undefined
  const block = Buffer.alloc(26)
  block.write('II*\0', 'latin1')
  block.writeUInt32LE(8, 4)
  block.writeUInt16LE(1, 8)
  block.writeUInt16LE(0x0112, 10)
  block.writeUInt16LE(3, 12)
  block.writeUInt32LE(1, 14)
  block.writeUInt16LE(orientation, 18)
  return block
}
