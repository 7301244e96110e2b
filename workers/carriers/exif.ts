import type { Exif } from 'sharp'

export function readExif(_exif: Buffer): Exif {
  return {}
}
