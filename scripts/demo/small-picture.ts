import sharp from 'sharp'

/** A picture file small enough to stand in a row of text, as WebP in base64; undefined for what is no picture. */
export async function smallPicture(file: Buffer): Promise<string | undefined> {
  try {
    const small = await sharp(file).autoOrient().resize(64, 48, { fit: 'inside' }).webp({ quality: 60 }).toBuffer()
    return small.toString('base64')
  } catch {
    return undefined
  }
}
