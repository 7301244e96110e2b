import type { Facts } from '../../contract/facts.ts'
import { unlessPassing } from '../errno-fault.ts'
import type { Source } from '../source.ts'
import { SourceFile } from '../source-file.ts'
import { factsOfImage } from './facts-of-image.ts'
import type { Size } from './image-passes.ts'
import { inspectImage } from './inspect-image.ts'
import { jxlSize } from './jxl-header.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { harmlessSvg } from './svg.ts'

/** The header of a JPEG XL stands in its first bytes, behind what its container says of itself. */
const jxlHeadBytes = 64 * 1024

/** `width`, `height`, `orientation` and `pages` of a picture as it is seen, by its head alone. What is no picture, or damaged, has none; throws what keeps it from being read and passes. */
export async function measurePicture(path: string): Promise<Facts> {
  try {
    await using file = await SourceFile.open(path, { isLookedAt: true })
    const type = sniffImage(await file.head(sniffBytes))
    if (type === undefined) return {}
    const { size, pages } = await measured(file, type)
    return factsOfImage(size, pages)
  } catch (error) {
    unlessPassing(error, path)
    return {}
  }
}

async function measured(file: Source, type: string): Promise<{ size: Size; pages: number }> {
  if (type === 'image/jxl') return { size: jxlSize(await file.head(jxlHeadBytes)), pages: 1 }
  const input = type === 'image/svg+xml' ? await harmlessSvg(file) : file.codecPath
  const { width, height, orientation, pages } = await inspectImage({ subject: file.path, input, type })
  return { size: orientation >= 5 ? { width: height, height: width } : { width, height }, pages }
}
