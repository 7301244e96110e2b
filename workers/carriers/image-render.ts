import type { OutputInfo, Sharp } from 'sharp'
import { Fault } from '../../contract/fault.ts'
import { over } from './colour.ts'
import { damageFault } from './damage.ts'
import type { Image, ImageSource } from './image.ts'
import { type Animation, encodeAs } from './image-encoding.ts'
import { imageFormats } from './image-formats.ts'
import { keepMetadata, keepsProfile } from './image-metadata.ts'
import { type Margins, type Pass, passesOf } from './image-passes.ts'
import { inspectImage } from './inspect-image.ts'
import { decodeOptions, sharp } from './sharp-module.ts'

export interface Rendered {
  data: Buffer
  pages: number
}

/** The picture as a file of its encoding: every operation in the order asked for, transparency and pages as far as the format holds them. */
export async function renderImage(image: Image): Promise<Rendered> {
  const { encoding } = image
  const traits = imageFormats[encoding.format]
  requireWritable(image, traits.maxSide)
  const { source, pass } = await settleAllButLast(image)
  const paged = traits.paged && source.pages > 1
  const oriented = source.orientation !== 1 && (image.isUpright || !traits.tagged)
  const flattened = traits.alpha ? pass : flattenedPad(pass, image)
  const pipeline = begin(source, { pass: flattened, paged, oriented })
  if (!traits.alpha && source.alpha) pipeline.flatten({ background: encoding.background })
  keepColours(pipeline, source, { deep: source.deep && traits.deep, profile: keepsProfile(image) })
  keepMetadata(pipeline, image, { orientation: oriented ? 1 : source.orientation })
  const { data } = await finish(encodeAs(pipeline, encoding, paged ? animationOf(source) : {}), source)
  return { data, pages: paged ? source.pages : 1 }
}

/** The picture with its operations done, held without loss and with all it says about itself, so that it can be gone on with. */
export async function settleImage(image: Image): Promise<Image> {
  if (image.operations.length === 0) return image
  const { source, pass } = await settleAllButLast(image)
  return image.settled(await settlePass(source, pass))
}

async function settleAllButLast(image: Image): Promise<{ source: ImageSource; pass: Pass }> {
  const passes = passesOf(image.operations)
  let source = image.source
  for (const pass of passes.slice(0, -1)) source = await settlePass(source, pass)
  return { source, pass: passes.at(-1) ?? {} }
}

/** PNG without compression is nearly as fast as bare pixels and carries depth, profile and tags; several pages go as TIFF. */
async function settlePass(source: ImageSource, pass: Pass): Promise<ImageSource> {
  const paged = source.pages > 1
  const pipeline = begin(source, { pass, paged, oriented: source.orientation !== 1 })
  keepColours(pipeline, source, { deep: source.deep, profile: !source.cmyk })
  pipeline.keepExif()
  if (paged) pipeline.tiff({ compression: 'none', predictor: 'none' })
  else pipeline.png({ compressionLevel: 0, adaptiveFiltering: false })
  const { data } = await finish(pipeline, source)
  const { alpha, grey, deep } = await inspectImage({ ...source, input: data, type: paged ? 'image/tiff' : 'image/png' })
  return { ...source, input: data, alpha, grey, deep, orientation: 1, cmyk: false }
}

interface Beginning {
  pass: Pass
  paged: boolean
  oriented: boolean
}

function begin(source: ImageSource, { pass, paged, oriented }: Beginning): Sharp {
  const { before, resize, after, pad } = pass
  // Read in order, the rows below a crop would never be decoded, and damage in them never be seen.
  const sequentialRead = !before && !after
  const pipeline = sharp(source.input, { ...decodeOptions(source), pages: paged ? -1 : 1, sequentialRead })
  if (paged && oriented)
    throw new Fault('step-failed', { subject: source.subject, why: 'It is an animation stored on its side.' })
  // sharp turns the picture before the first cut only when told of it before; told later it can still decode at a reduced size.
  if (oriented && before) pipeline.autoOrient()
  if (before) pipeline.extract(before)
  if (resize) pipeline.resize({ ...resize, fit: 'fill' })
  if (after) pipeline.extract(after)
  if (oriented && !before) pipeline.autoOrient()
  if (pad) extend(pipeline, source, pad)
  return pipeline
}

function extend(pipeline: Sharp, source: ImageSource, { background, ...margins }: Margins): void {
  const { r, g, b } = background
  // A grey picture would take a coloured margin as grey.
  if (source.grey && !(r === g && g === b)) pipeline.pipelineColourspace(source.deep ? 'rgb16' : 'srgb')
  pipeline.extend({ ...margins, background })
}

function keepColours(
  pipeline: Sharp,
  source: ImageSource,
  { deep, profile }: { deep: boolean; profile: boolean },
): void {
  if (profile) pipeline.keepIccProfile()
  // Pictures of 16 bits are worked on in Display P3, so without a profile to say so they must be brought back.
  else if (source.deep) pipeline.withIccProfile('srgb', { attach: false })
  if (deep) pipeline.toColourspace(source.grey ? 'grey16' : 'rgb16')
  else if (source.grey) pipeline.toColourspace('b-w')
}

/** sharp flattens before it pads, so margins have to be opaque already. */
function flattenedPad(pass: Pass, { encoding }: Image): Pass {
  const { pad } = pass
  return pad ? { ...pass, pad: { ...pad, background: over(pad.background, encoding.background) } } : pass
}

function animationOf({ delay, loop }: ImageSource): Animation {
  return { ...(delay ? { delay } : {}), ...(loop === undefined ? {} : { loop }) }
}

function requireWritable({ width, height, encoding, source }: Image, maxSide: number): void {
  if (Math.max(width, height) <= maxSide) return
  const why = `The result would be ${width} × ${height} pixels, and ${encoding.format} holds at most ${maxSide} a side.`
  throw new Fault('step-failed', { subject: source.subject, why })
}

async function finish(pipeline: Sharp, source: ImageSource): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await pipeline.toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw damageFault(error, source)
  }
}
