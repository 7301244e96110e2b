const headerBytes = 6
const entryBytes = 16

/** A Windows icon: a directory of PNG pictures (the ICO format; PNG inside since Windows Vista). `draw` gives a picture of that many pixels each way. */
export async function icoFile(sizesPx: readonly number[], draw: (sizePx: number) => Promise<Buffer>): Promise<Buffer> {
  const pictures = await Promise.all(sizesPx.map(draw))
  const directory = Buffer.alloc(headerBytes + entryBytes * pictures.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(pictures.length, 4)
  let offset = directory.length
  for (const [nth, picture] of pictures.entries()) {
    const at = headerBytes + entryBytes * nth
    // 0 stands for 256.
    const size = (sizesPx[nth] ?? 0) % 256
    directory.writeUInt8(size, at)
    directory.writeUInt8(size, at + 1)
    directory.writeUInt16LE(1, at + 4)
    directory.writeUInt16LE(32, at + 6)
    directory.writeUInt32LE(picture.length, at + 8)
    directory.writeUInt32LE(offset, at + 12)
    offset += picture.length
  }
  return Buffer.concat([directory, ...pictures])
}
