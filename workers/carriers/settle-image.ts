import type { Sharp } from 'sharp'
import { beginPass, staysGrey } from './apply-pass.ts'
import { plainComments } from './comments.ts'
import { finish } from './finish-pipeline.ts'
import type { Image } from './image.ts'
import { imageFormats } from './image-formats.ts'
import { keepsProfile } from './image-metadata.ts'
import { type Pass, passesOf, type Size } from './image-passes.ts'
import type { ImageSource } from './image-source.ts'
import { inspectImage } from './inspect-image.ts'
import { keepColours } from './keep-colours.ts'

/** The picture with its operations done, held without loss and with all it says about itself, so that it can be gone on with. */
export async function settleImage(image: Image): Promise<Image> {
  if (image.operations.length === 0) return image
  const paged = image.source.pages > 1 && image.source.uniform
  const { source, pass } = await settleAllButLast(image, { paged })
  return image.settled(await settlePass(source, { pass, paged }))
}

/** The first page in another size, as a picture to look at rather than to keep. */
export async function renderThumbnail(image: Image, size: Size): Promise<Buffer> {
  const { source, pass } = await settleAllButLast(image.resize(size), { paged: false })
  const pipeline = beginPass(source, { pass, paged: false, oriented: source.orientation !== 1 })
  keepColours(pipeline, source, { pass, deep: false, profile: false })
  const { data } = await finish(pipeline.png({ compressionLevel: 0 }), source)
  return data
}

/** The source with all passes done but the last, and that one. */
export async function settleAllButLast(
  image: Image,
  { paged }: { paged: boolean },
): Promise<{ source: ImageSource; pass: Pass }> {
  const passes = passesOf(image.operations)
  let source = await inKeptTones(image, { paged })
  for (const pass of passes.slice(0, -1)) source = await settlePass(source, { pass, paged })
  const pass = passes.at(-1) ?? {}
  const isColoured = !staysGrey(pass) || (source.deep && !imageFormats[image.encoding.format].grey)
  return { source: isColoured ? await inColours(source, { paged }) : source, pass }
}

/** The source with one pass done, held without loss. */
export async function settlePass(
  source: ImageSource,
  { pass, paged }: { pass: Pass; paged: boolean },
): Promise<ImageSource> {
  const ready = staysGrey(pass) ? source : await inColours(source, { paged })
  const pipeline = beginPass(ready, { pass, paged, oriented: ready.orientation !== 1 })
  keepColours(pipeline, ready, { pass, deep: ready.deep, profile: !ready.cmyk })
  return (await holdPipeline(pipeline.keepExif(), { source: ready, paged })).held
}

/** The source; if it is grey of 16 bits and its profile is not kept, with the greys of sRGB, which a codec leaves out for these alone. */
async function inKeptTones(image: Image, { paged }: { paged: boolean }): Promise<ImageSource> {
  const { source } = image
  if (!source.deep || !source.grey || !source.profile || keepsProfile(image, source)) return source
  const coloured = await inColours(source, { paged })
  const pipeline = beginPass(coloured, { pass: {}, paged, oriented: false }).toColourspace('grey16')
  return (await holdPipeline(pipeline.keepExif(), { source: coloured, paged })).held
}

/** The source in sRGB, if it is grey with a profile: once it is in three channels, a codec cannot make anything of that. */
async function inColours(source: ImageSource, { paged }: { paged: boolean }): Promise<ImageSource> {
  if (!source.grey || !source.profile) return source
  const pipeline = beginPass(source, { pass: {}, paged, oriented: false })
  // One of 16 bits is left as it is at first; what follows its last conversion is done to it too.
  if (source.deep) pipeline.toColourspace('grey16').withIccProfile('srgb', { attach: false })
  return (await holdPipeline(pipeline.keepExif(), { source, paged })).held
}

/**
 * What a pipeline makes, held to be gone on with, and the size of a page. PNG without compression is nearly as fast as bare pixels and carries
 * depth, profile and tags; several pages go as TIFF.
 */
export async function holdPipeline(
  pipeline: Sharp,
  { source, paged }: { source: ImageSource; paged: boolean },
): Promise<{ held: ImageSource; size: Size }> {
  if (paged) pipeline.tiff({ compression: 'none', predictor: 'none' })
  else pipeline.png({ compressionLevel: 0, adaptiveFiltering: false })
  const { data } = await finish(pipeline, source)
  const file = {
    subject: source.subject,
    input: data,
    raw: undefined,
    page: 0,
    type: paged ? 'image/tiff' : 'image/png',
  }
  const { width, height, alpha, grey, deep, cmyk, profile, exif, photoshop, orientation } = await inspectImage(file)
  const pages = paged ? source.pages : 1
  const comments = plainComments(source.comments)
  return {
    held: { ...source, ...file, comments, pages, alpha, grey, deep, cmyk, profile, exif, photoshop, orientation },
    size: { width, height },
  }
}
