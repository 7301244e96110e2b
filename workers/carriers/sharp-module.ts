import type { SharpOptions } from 'sharp'
import sharp from 'sharp'
import type { ImageSource } from './image-source.ts'

// One task at a time and one core each: the lane's processes are what runs side by side, and a cache would only hold on to other files' pixels.
sharp.cache(false)
sharp.concurrency(1)
// Only the decoders that are meant to be reached; `VipsForeignLoad` alone would be every one the library was built with.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff', 'Nsgif', 'Svg'].map((decoder) => `VipsForeignLoad${decoder}`),
})

/**
 * What every decoding is held to. A damaged file is a fault, never half a picture: of damage within its pixels the decoder of JPEG only warns, and goes on
 * in grey. A sketch shows what there is. One that is too large to hold has not been rid of harmless oddities, of which it warns as well.
 */
export function decodeOptions({ maxPixels, page = 0, ...read }: Decoding): SharpOptions {
  const isStrict = read.type === 'image/jpeg' && Buffer.isBuffer(read.input) && read.sketchPx === undefined
  const failOn = isStrict ? 'warning' : 'error'
  return { failOn, limitInputPixels: maxPixels, unlimited: false, ...(page === 0 ? {} : { page }) }
}

type Decoding = Pick<ImageSource, 'maxPixels'> & Partial<Pick<ImageSource, 'page' | 'type' | 'input' | 'sketchPx'>>

export { sharp }
