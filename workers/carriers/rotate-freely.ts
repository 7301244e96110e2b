import type { Sharp } from 'sharp'
import { Fault } from '../../contract/fault.ts'
import { onlyMirrored, staysGrey } from './apply-pass.ts'
import type { Colour } from './colour.ts'
import type { Image } from './image.ts'
import type { Size } from './image-passes.ts'
import type { ImageSource } from './image-source.ts'
import { holdPipeline, settleImage } from './settle-image.ts'
import { lookAt } from './look-at.ts'
import { requirePixels } from './pixel-limit.ts'
import { decodeOptions, sharp } from './sharp-module.ts'

interface FreeRotation {
  /** Clockwise, between 0° and 90°. */
  angle: number
  /** Of the corners that come into being. */
  background: Colour
  maxPixels: number
}

/** The picture turned by any angle, in a larger frame. Its size is known only when it is done, so it is done here. */
export async function rotateFreely(image: Image, { angle, background, maxPixels }: FreeRotation): Promise<Image> {
  const { subject, pages } = image.source
  if (pages > 1) throw new Fault('step-failed', { subject, why: `Its ${pages} pages ${onlyMirrored}.` })
  requirePixels({ ...frameOf(image, angle), pages }, { subject, maxPixels })
  if (image.source.sketchPx !== undefined) return sketchRotated(image, { angle, background })
  // A turn by nothing, so that the orientation tag is applied even if no step has asked for anything else.
  const { source } = await settleImage(image.turn({ quarters: 0, flip: false, flop: false }))
  const pipeline = rotated(source, { angle, background }).keepIccProfile()
  if (source.deep) pipeline.toColourspace('rgb16')
  const { held, size } = await holdPipeline(pipeline.keepExif(), { source, paged: false })
  return image.settled(held).sized(size)
}

function rotated(source: ImageSource, { angle, background }: Pick<FreeRotation, 'angle' | 'background'>): Sharp {
  const pipeline = sharp(source.input, decodeOptions(source)).rotate(angle, { background })
  const corners = { left: 0, top: 0, right: 0, bottom: 0, background }
  // In its own colour space, a grey picture would take coloured corners as grey.
  if (source.grey && !staysGrey({ pad: corners })) pipeline.pipelineColourspace(source.deep ? 'rgb16' : 'srgb')
  return pipeline
}

/** For a sketch: a small picture is turned, and stands for the whole one. */
async function sketchRotated(
  image: Image,
  { angle, background }: Pick<FreeRotation, 'angle' | 'background'>,
): Promise<Image> {
  const frame = frameOf(image, angle)
  const { png } = await lookAt(image, image)
  const source = { ...image.source, input: png, raw: undefined, page: 0, type: 'image/png', orientation: 1 }
  const { held } = await holdPipeline(rotated(source, { angle, background }), { source, paged: false })
  return image.settled({ ...held, standsFor: frame }).sized(frame)
}

/** The size of the upright frame around the turned picture, exact to a pixel. */
function frameOf({ width, height }: Size, angle: number): Size {
  const radians = (angle * Math.PI) / 180
  const [across, down] = [Math.cos(radians), Math.sin(radians)]
  return { width: Math.ceil(width * across + height * down), height: Math.ceil(width * down + height * across) }
}
