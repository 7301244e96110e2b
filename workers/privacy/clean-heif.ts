import { blankItems } from './blank-heif-items.ts'
import { blankParts } from './blank-heif-parts.ts'
import { blankProperties } from './blank-heif-properties.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'

/**
 * A HEIC or AVIF whose blocks of tags are blanked where they lie: the container's table of places stays true, and no pixel is touched. How it is turned
 * stands in the container itself. Raises `wrong-type` for one with a film in its place or with tags put together from other parts, and `file-damaged` where its table cannot be followed.
 */
export async function cleanHeif({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const clean = Buffer.from(bytes)
  const removed = [...blankParts(clean, subject), ...blankItems(clean, subject), ...blankProperties(clean)]
  return { bytes: clean, removed }
}
