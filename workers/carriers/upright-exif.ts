import { entryBytes, viewOf } from '../tiff-entries.ts'
import { blockOf, followed } from './exif-block.ts'
import { firstDirectory, isLittle } from './exif-directory.ts'

const orientation = 0x0112
const upright = 1

/** The same block, saying that the pixels are upright, as far as it can be followed; JPEG's six letters before it are left out. */
export function uprightExif(exif: Buffer): Buffer {
  const block = Buffer.from(blockOf(exif))
  followed(() => setUpright(viewOf(block)))
  return block
}

function setUpright(view: DataView): void {
  const little = isLittle(view)
  const start = firstDirectory(view)
  const count = view.getUint16(start, little)
  for (let entry = start + 2; entry < start + 2 + count * entryBytes; entry += entryBytes) {
    if (view.getUint16(entry, little) === orientation) view.setUint16(entry + 8, upright, little)
  }
}
