import type { Sharp } from 'sharp'
import type { ValueFacts } from '../family.ts'
import { Fault } from '../../contract/fault.ts'
import { encodeJxl } from './jxl.ts'
import { beginPass, type Passing } from './apply-pass.ts'
import { over } from './colour.ts'
import { carriedExif, withCarriedExif } from './carried-exif.ts'
import { withComments } from './comments.ts'
import { finish } from './finish-pipeline.ts'
import type { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { encodeAs, type Encoding, isLossless, jxlOptions, type Surroundings, usualDensity } from './image-encoding.ts'
import { imageFormats } from './image-formats.ts'
import { keepMetadata, keepsProfile, redactedInput, stampOf } from './image-metadata.ts'
import type { Pass } from './image-passes.ts'
import { type Colours, keepColours, keepsOwn, turnsGrey } from './keep-colours.ts'
import { withWords } from './iptc-words.ts'
import { withJfif } from './jfif.ts'
import { withJxlTold } from './jxl-boxes.ts'
import { keptTiffTags, toldInJxl } from './kept-tiff-tags.ts'
import { lostIn } from './lost.ts'
import { sayDensity } from './png-chunks.ts'
import { settleAllButLast } from './settle-image.ts'
import { sharp } from './sharp-module.ts'
import { withStamp } from './stamp-exif.ts'
import { taggedTiff } from './tagged-tiff.ts'
import { framesWritten, hashOfFrames, usualDelayMs } from './written-frames.ts'

export interface Rendered {
  data: Buffer
  pages: number
  /** What the file has to be found to say when it is opened again, besides its size. */
  facts: ValueFacts
}

/** The picture as a file of its encoding: every operation in the order asked for, transparency and pages as far as the format holds them. */
export async function renderImage(image: Image): Promise<Rendered> {
  const { encoding } = image
  const traits = imageFormats[encoding.format]
  requireWritable(image, traits)
  const paged = traits.paged && image.source.pages > 1
  const { source, pass } = await settleAllButLast(image, { paged })
  const oriented = source.orientation !== 1 && (image.isUpright || !traits.tagged)
  const turn = oriented || !traits.tagged ? 1 : source.orientation
  const carried = carriedExif(image, source, turn)
  const pipeline = await prepared(image, { source, pass, paged, oriented, carried })
  // A copy of a pipeline copies the file it reads.
  const pixels = isLossless(encoding) ? await pixelsOf(pipeline.clone(), { source, encoding, paged }) : {}
  const encoder = encodeAs(pipeline, encoding, { density: source.density, ...(paged && animationOf(source)) })
  const file = await encoded(encoder, source, encoding)
  const tagged = await withTags(file, image, { source, turn, carried })
  const data = withComments(withWords(tagged, image), image)
  const facts = { ...pixels, turn, ...profileOf(source, coloursOf(image, source, pass)) }
  const pages = paged ? await framesWritten(data, encoding.format, source) : 1
  const lost = await lostIn(image, {
    pages: paged ? source.pages : 1,
    profile: facts.profile === 'embedded',
    grey: turnsGrey(pass, source),
  })
  return { data, pages, facts: { ...facts, ...(lost === undefined ? {} : { lost }) } }
}

function withTags(
  file: Buffer,
  image: Image,
  { source, turn, carried }: { source: ImageSource; turn: number; carried: Buffer | undefined },
): Promise<Buffer> {
  const { format } = image.encoding
  if (format === 'tiff') return taggedTiff(file, keptTiffTags(image, source, turn))
  if (format === 'jxl') return Promise.resolve(withJxlTold(file, toldInJxl(image, source)))
  if (format === 'png') sayDensity(file, source.density ?? usualDensity)
  const told = format === 'jpeg' ? withJfif(file, source.density) : file
  return carried ? withCarriedExif(told, carried) : withStamp(told, stampOf(image, source))
}

/** Everything but what to write it as. */
async function prepared(
  image: Image,
  { source, pass, paged, oriented, carried }: Passing & { source: ImageSource; carried: Buffer | undefined },
): Promise<Sharp> {
  const { alpha } = imageFormats[image.encoding.format]
  const input = await redactedInput(image, source)
  const pipeline = beginPass({ ...source, input }, { pass: alpha ? pass : flattenedPad(pass, image), paged, oriented })
  if (!alpha && source.alpha) pipeline.flatten({ background: image.encoding.background })
  const colours = coloursOf(image, source, pass)
  keepColours(pipeline, source, colours)
  const profile = keepsOwn(source, colours)
  keepMetadata(pipeline, image, { source, input, orientation: oriented ? 1 : source.orientation, carried, profile })
  return pipeline
}

function coloursOf(image: Image, source: ImageSource, pass: Pass): Colours {
  const { deep, grey, profiled } = imageFormats[image.encoding.format]
  return {
    pass,
    deep: source.deep && deep && image.encoding.colours === undefined,
    profile: profiled && (grey || !source.grey) && keepsProfile(image, source),
  }
}

function profileOf(source: ImageSource, colours: Colours): { profile: string } {
  return { profile: source.profile && keepsOwn(source, colours) ? 'embedded' : 'none' }
}

type Encoded = Pick<Image, 'source' | 'encoding'> & { paged: boolean }

/** A hash over the pixels as they go into an encoder that may not lose any. */
async function pixelsOf(pipeline: Sharp, { source, encoding, paged }: Encoded): Promise<ValueFacts> {
  if (encoding.format === 'jxl') return hashOf(await finish(encodeAs(pipeline, encoding, {}), source), 1)
  const pages = paged ? source.pages : 1
  const { deep, grey } = imageFormats[encoding.format]
  const depth = source.deep && deep ? 'ushort' : 'uchar'
  // A transparency that shows nothing is left out by the codec.
  const whole = (one: Sharp): Sharp => (encoding.format === 'webp' ? one.ensureAlpha() : one)
  const found = await finish(whole(pipeline.clone()).raw({ depth }), source)
  if (grey || found.info.channels > 2) return hashOf(found, pages)
  // Bare grey has left its transparency behind.
  const { data } = await finish(pipeline.png({ compressionLevel: 0 }), source)
  return hashOf(await finish(whole(sharp(data).toColourspace('srgb')).raw(), source), pages)
}

const hashOf = ({ data }: { data: Buffer }, pages: number): ValueFacts => ({ pixels: hashOfFrames(data, pages) })

async function encoded(pipeline: Sharp, source: ImageSource, encoding: Encoding): Promise<Buffer> {
  const { data, info } = await finish(pipeline, source)
  return encoding.format === 'jxl' ? encodeJxl({ ...info, data }, jxlOptions(encoding)) : data
}

/** sharp flattens before it pads, so margins have to be opaque already. */
function flattenedPad(pass: Pass, { encoding }: Image): Pass {
  const { pad } = pass
  return pad ? { ...pass, pad: { ...pad, background: over(pad.background, encoding.background) } } : pass
}

/** Pages of a document stand as long as usual: with nothing said, the codec of GIF writes that they do not stand at all. */
function animationOf({ pages, delay, loop }: ImageSource): Surroundings {
  const stands = delay ?? Array.from({ length: pages }, () => usualDelayMs)
  return { animation: { delay: stands, ...(loop === undefined ? {} : { loop }) } }
}

function requireWritable(image: Image, { maxSide, paged }: { maxSide: number; paged: boolean }): void {
  const { width, height, encoding, source } = image
  const refuse = (why: string): never => {
    throw new Fault('step-failed', { subject: source.subject, why })
  }
  const { format } = encoding
  if (Math.max(width, height) > maxSide)
    refuse(`The result would be ${width} × ${height} pixels, and ${format} holds at most ${maxSide} a side.`)
  if (source.isDocument && !paged && encoding.pages !== 'first')
    refuse(
      `It has several pages, and ${format} holds one: \`image.frames\` makes a picture of each, and \`pages: first\` takes the first.`,
    )
}
