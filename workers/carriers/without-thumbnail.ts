import { entryBytes, viewOf } from '../tiff-entries.ts'
import { followed } from './exif-block.ts'
import { firstDirectory, isLittle } from './exif-directory.ts'

/** Where the thumbnail lies and how long it is: of JPEG, and of bare pixels. */
const thumbnailTags: Record<number, number> = { 0x0201: 0x0202, 0x0111: 0x0117 }

/**
 * The same block without the thumbnail, which shows what the picture has been before it was cut or blurred; all else stays as it stands.
 * Undefined when there is none.
 */
export function withoutThumbnail(block: Buffer): Buffer | undefined {
  return followed(() => {
    const target = Buffer.from(block)
    const view = viewOf(target)
    const little = isLittle(view)
    const start = firstDirectory(view)
    const link = start + 2 + view.getUint16(start, little) * entryBytes
    const directory = view.getUint32(link, little)
    if (directory === 0) return undefined
    view.setUint32(link, 0)
    blankThumbnail(target, valuesOf(view, directory, little))
    return target
  })
}

/** The values of a directory by tag, as far as they are in the block. */
function valuesOf(view: DataView, start: number, little: boolean): Map<number, number> {
  const values = new Map<number, number>()
  if (start + 2 > view.byteLength) return values
  const end = Math.min(start + 2 + view.getUint16(start, little) * entryBytes, view.byteLength)
  for (let entry = start + 2; entry + entryBytes <= end; entry += entryBytes) {
    values.set(view.getUint16(entry, little), view.getUint32(entry + 8, little))
  }
  return values
}

function blankThumbnail(block: Buffer, values: Map<number, number>): void {
  for (const [place, length] of Object.entries(thumbnailTags)) {
    const at = values.get(Number(place))
    if (at !== undefined) block.subarray(at, at + (values.get(length) ?? 0)).fill(0)
  }
}
