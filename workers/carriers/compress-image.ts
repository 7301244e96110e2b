import { Fault } from '../../contract/fault.ts'
import { sizesApart } from '../../contract/size-text.ts'
import type { ValueFacts } from '../family.ts'
import { carriesMore } from './carries-more.ts'
import type { Compression, Image } from './image.ts'
import { encodeAs, type Encoding } from './image-encoding.ts'
import type { ImageFormat } from './image-formats.ts'
import { type Rendered, renderImage } from './image-render.ts'
import { settleImage } from './settle-image.ts'
import { likenessOf, rounded, sampleOf } from './likeness.ts'
import type { Sample } from './sample-pixels.ts'
import { sharp } from './sharp-module.ts'

/** Qualities that are tried. Below `least` some pictures look worse than the measure of likeness says; above `most` files only grow. */
const qualities: Partial<Record<ImageFormat, { least: number; most: number }>> = {
  jpeg: { least: 66, most: 87 },
  webp: { least: 66, most: 90 },
  avif: { least: 45, most: 75 },
}
/** How far quality may go down for somebody who needs the file to be under a certain size. */
const worstQuality = 10

/**
 * The picture as small as it gets without looking different, and under the limit of bytes if there is one. Where that gains too little and nothing
 * else was asked for, or something would be lost that only the file holds, the file as it was, and its fact `stays` says what would be. Raises
 * `step-failed` when no quality comes under the limit, and `not-smaller` for what would lose something and is too large to be held.
 */
export async function compressImage(image: Image, compression: Compression): Promise<Rendered> {
  const { mostBytes = Number.POSITIVE_INFINITY } = compression
  const original = image.source.input
  const isKept = isUntouched(image)
  const mayStay = isKept && typeof original !== 'string' && original.length <= mostBytes
  const loss = isKept ? lossOf(image) : undefined
  if (loss !== undefined && mayStay) return asItWas(image, original, { stays: loss })
  if (loss !== undefined && image.source.cmyk)
    throw new Fault('not-smaller', { subject: image.source.subject, why: loss })
  const compressed = await smallest(await settleImage(image), compression, mostBytes)
  const mostWorth = mayStay ? original.length * (1 - compression.leastGain) : Number.POSITIVE_INFINITY
  return mayStay && compressed.data.length > mostWorth ? asItWas(image, original) : compressed
}

function asItWas({ source }: Image, data: Buffer, why: ValueFacts = {}): Rendered {
  const { pages, orientation, profile } = source
  return { data, pages, facts: { turn: orientation, profile: profile ? 'embedded' : 'none', ...why } }
}

/** What no smaller file would hold. Colours of print were mixed for a press, and are nobody's to mix again. */
function lossOf({ source }: Image): string | undefined {
  if (source.cmyk) return 'It is in the colours of print (CMYK), which a smaller file would lose.'
  return carriesMore(source) ? 'There is more behind the picture, which a smaller file would lose.' : undefined
}

async function smallest(image: Image, { likeness }: Compression, mostBytes: number): Promise<Rendered> {
  const range = qualities[image.encoding.format]
  if (!range) return lossless(image, mostBytes)
  const sample = await sampleOf(image)
  const quality = await lowest(range, async (tried) => (await likenessAt(tried, { image, sample })) >= likeness)
  const rendered = await renderAt(image, quality)
  const fits = rendered.data.length <= mostBytes
  const { made, at } = fits ? { made: rendered, at: quality } : await fitting(image, { most: quality, mostBytes })
  return {
    ...made,
    facts: { ...made.facts, quality: at, similarity: rounded(await likenessOf(made.data, { image, sample })) },
  }
}

async function lossless(image: Image, mostBytes: number): Promise<Rendered> {
  const rendered = await renderImage(image.encode({ ...image.encoding, effort: 9 }))
  if (rendered.data.length > mostBytes)
    throw tooLarge(image, { bytes: rendered.data.length, mostBytes, how: 'without loss' })
  return rendered
}

/** The picture in the best quality in which it comes under the limit. */
async function fitting(image: Image, { most, mostBytes }: { most: number; mostBytes: number }) {
  const sizes = new Map<number, Rendered>()
  const tooMany = await lowest({ least: worstQuality, most }, async (tried) => {
    const rendered = await renderAt(image, tried)
    sizes.set(tried, rendered)
    return rendered.data.length > mostBytes
  })
  const at = Math.max(worstQuality, tooMany - 1)
  const made = sizes.get(at) ?? (await renderAt(image, at))
  if (made.data.length <= mostBytes) return { made, at }
  throw tooLarge(image, { bytes: made.data.length, mostBytes, how: `at quality ${at}` })
}

function tooLarge(image: Image, { bytes, mostBytes, how }: { bytes: number; mostBytes: number; how: string }): Fault {
  const [has, most] = sizesApart(bytes, mostBytes)
  const why = `Even ${how} it has ${has}, and ${most} are allowed: make the picture smaller first.`
  return new Fault('step-failed', { subject: image.source.subject, why })
}

/** The lowest whole number of the range that passes, by halves; the highest when none does. */
async function lowest(
  { least, most }: { least: number; most: number },
  passes: (tried: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [least, most]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (await passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}

interface Trial {
  image: Image
  sample: Sample
}

async function likenessAt(quality: number, { image, sample }: Trial): Promise<number> {
  const { data, width, height } = sample
  const raw = sharp(data, { raw: { width, height, channels: 3 } })
  const tried = await encodeAs(raw, encodingAt(image.encoding, quality), {}).toBuffer()
  return likenessOf(tried, { image, sample })
}

function renderAt(image: Image, quality: number): Promise<Rendered> {
  return renderImage(image.encode(encodingAt(image.encoding, quality)))
}

function encodingAt(encoding: Encoding, quality: number): Encoding {
  return { ...encoding, quality, mozjpeg: true, lossless: false }
}

/** Nothing was asked for but a smaller file that says the same. */
function isUntouched({ operations, isUpright, keep, stamp, encoding, source }: Image): boolean {
  const turns = isUpright && source.orientation !== 1
  return (
    operations.length === 0 &&
    !turns &&
    stamp.copyright === undefined &&
    stamp.author === undefined &&
    keep.includes('all') &&
    encoding.format === source.format
  )
}
