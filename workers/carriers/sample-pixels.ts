import type { Sharp } from 'sharp'
import type { Colour } from './colour.ts'
import type { ImageSource } from './image-source.ts'
import { damageFault } from './damage.ts'
import { decodeJxl } from './jxl.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import type { Luminance } from './similarity.ts'

/** Pixels to try encodings on, three bytes each. */
export interface Sample {
  data: Buffer
  width: number
  height: number
}

/** The side of a tile in pixels: a multiple of the block size of every codec, so that no block lies across two tiles. */
const tile = 192
const tilesAcross = 4

interface Sampling {
  file: Pick<ImageSource, 'input' | 'subject' | 'type' | 'maxPixels' | 'page'>
  /** What shows through. */
  background: Colour
}

/** The first page as it is seen on a ground; of a large one, tiles from all over it, put together. The same places for the same size. */
export async function samplePixels({ file, background }: Sampling): Promise<Sample> {
  try {
    const pipeline = await decoder(file)
    const { data, info } = await pipeline
      .autoOrient()
      .flatten({ background })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const whole = { data, width: info.width, height: info.height }
    return info.width * info.height <= (tile * tilesAcross) ** 2 ? whole : tiles(whole)
  } catch (error) {
    throw damageFault(error, file)
  }
}

async function decoder({ input, type, ...file }: Sampling['file']): Promise<Sharp> {
  if (type !== 'image/jxl' || typeof input === 'string') return sharp(input, { ...decodeOptions(file), pages: 1 })
  const { data, width, height } = await decodeJxl(input)
  return sharp(data, { raw: { width, height, channels: 4 } })
}

function tiles({ data, width, height }: Sample): Sample {
  const across = Math.min(tilesAcross, Math.floor(width / tile) || 1)
  const down = Math.min(tilesAcross, Math.floor(height / tile) || 1)
  const size = { width: Math.min(width, across * tile), height: Math.min(height, down * tile) }
  const sample = Buffer.alloc(size.width * size.height * 3)
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += tile) {
      const from = (spread(y, { across: down, of: height }) * width + spread(x, { across, of: width })) * 3
      const length = Math.min(tile, size.width - x) * 3
      data.copy(sample, (y * size.width + x) * 3, from, from + length)
    }
  }
  return { data: sample, ...size }
}

/** Where a row or column of the sample lies in a whole that is `of` long: tiles stand at even distances from edge to edge. */
function spread(at: number, { across, of }: { across: number; of: number }): number {
  if (across === 1) return at
  const gap = (of - across * tile) / (across - 1)
  return at + Math.floor(Math.floor(at / tile) * gap)
}

/** ITU-R BT.601, as JPEG has it. */
export function luminanceOf({ data, width, height }: Sample): Luminance {
  const light = new Uint8Array(width * height)
  for (let at = 0; at < light.length; at += 1) {
    const [r = 0, g = 0, b = 0] = [data[at * 3], data[at * 3 + 1], data[at * 3 + 2]]
    light[at] = Math.round(0.299 * r + 0.587 * g + 0.114 * b)
  }
  return { data: light, width, height }
}
