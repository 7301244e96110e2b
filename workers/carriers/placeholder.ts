import { rgbaToThumbHash } from 'thumbhash'
import type { Image } from './image.ts'
import { lookAt } from './look-at.ts'
import { sharp } from './sharp-module.ts'

/** The hash takes no more. */
const longestSide = 100

export interface Placeholder {
  /** ThumbHash, base64: a blurred picture in about 25 bytes. */
  thumbhash: string
  /** The colour most of it has, `#rrggbb`. */
  colour: string
  /** The colours it is made of, those with the most of it first, with a space between. */
  colours: string
}

/** What a page can show while the picture loads; of an animation, its first picture. */
export async function placeholderOf(image: Image): Promise<Placeholder> {
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const { png: small } = await lookAt(image, {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  })
  const { data, info } = await sharp(small)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64'),
    colour: await mainColour(small),
    colours: (await mainColours(small)).join(' '),
  }
}

/** Colours that differ by less are counted as one. */
const stepOfCounting = 16

/** The average of those pixels that are the most of nearly one colour: white is white, and no light grey. Where nothing is, white is. */
async function mainColour(picture: Buffer): Promise<string> {
  const pixels = await sharp(picture)
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  const alike = new Map<string, Buffer[]>()
  for (let at = 0; at < pixels.length; at += 3) {
    const pixel = pixels.subarray(at, at + 3)
    const kind = Array.from(pixel, (channel) => Math.floor(channel / stepOfCounting)).join()
    const group = alike.get(kind)
    if (group) group.push(pixel)
    else alike.set(kind, [pixel])
  }
  const most = [...alike.values()].reduce((one, other) => (other.length > one.length ? other : one), [])
  return hexOf(
    [0, 1, 2].map((channel) => Math.round(most.reduce((sum, pixel) => sum + (pixel[channel] ?? 0), 0) / most.length)),
  )
}

const paletteSize = 6

/** A palette that serves the whole picture is what it is made of; how many pixels take each tells their order. */
async function mainColours(picture: Buffer): Promise<string[]> {
  const opaque = await sharp(picture).flatten({ background: 'white' }).toColourspace('srgb').png().toBuffer()
  const reduced = await sharp(opaque).png({ palette: true, colours: paletteSize, dither: 0 }).toBuffer()
  const pixels = await sharp(reduced).toColourspace('srgb').removeAlpha().raw().toBuffer()
  const counts = new Map<string, number>()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = hexOf(pixels.subarray(at, at + 3))
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
}

function hexOf(channels: Iterable<number>): string {
  return `#${Array.from(channels, (channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
