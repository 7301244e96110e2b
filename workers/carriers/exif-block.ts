/** JPEG puts six letters in front of the block itself. */
export function blockOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
}

/** What comes of following directories of a block; undefined where they lead out of it, at which a view of it throws `RangeError`. */
export function followed<T>(follow: () => T): T | undefined {
  try {
    return follow()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
