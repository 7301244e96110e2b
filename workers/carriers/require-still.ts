import { Fault } from '../../contract/fault.ts'
import type { Source } from '../source.ts'
import { isAnimatedJxl } from './jxl-header.ts'
import { isAnimatedPng } from './png-chunks.ts'

/** Raises `wrong-type` for an animation of a kind that the codecs read the first picture of as if it were all there is. */
export async function requireStill(file: Source, type: string): Promise<void> {
  const kind = kinds[type]
  if (!kind || !(await kind.isAnimated(file))) return
  const why = `It is an animated ${kind.name}, of which only the first picture could be kept.`
  throw new Fault('wrong-type', { subject: file.path, why })
}

/** What a container says before its picture, such as what a camera did, may come first. */
const headerWithinBytes = 64 * 1024

interface Kind {
  name: string
  isAnimated(file: Source): Promise<boolean>
}

const kinds: Record<string, Kind> = {
  'image/png': { name: 'PNG', isAnimated: (file) => isAnimatedPng((at, length) => file.read(at, length)) },
  'image/avif': { name: 'AVIF', isAnimated: async (file) => brandOf(await file.head(12)) === 'avis' },
  'image/jxl': { name: 'JPEG XL', isAnimated: async (file) => isAnimatedJxl(await file.read(0, headerWithinBytes)) },
}

/** What an ISO base media file is first of all; `avis` is a sequence. https://aomediacodec.github.io/av1-avif/#image-sequence-brand */
function brandOf(head: Buffer): string {
  return head.toString('latin1', 8, 12)
}
