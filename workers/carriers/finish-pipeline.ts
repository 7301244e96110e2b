import type { OutputInfo, Sharp } from 'sharp'
import { damageFault } from './damage.ts'
import type { ImageSource } from './image-source.ts'

/** What a pipeline makes of a picture. Raises `file-truncated` and `file-damaged` where the picture proves to be that only now. */
export async function finish(pipeline: Sharp, source: ImageSource): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await pipeline.toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw damageFault(error, source)
  }
}
