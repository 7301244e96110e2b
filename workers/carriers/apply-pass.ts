import type { Sharp } from 'sharp'
import { Fault } from '../../contract/fault.ts'
import type { Colour } from './colour.ts'
import type { ImageSource } from './image-source.ts'
import type { Area, Margins, Overlay, Pass, Size, Turn } from './image-passes.ts'
import { decodeOptions, sharp } from './sharp-module.ts'

export interface Passing {
  pass: Pass
  /** All pages, else the first one only. */
  paged: boolean
  /** The orientation tag is to be applied. */
  oriented: boolean
}

/** A pipeline that decodes a picture and does one pass; what it writes is for the caller to say. */
export function beginPass(source: ImageSource, { pass, paged, oriented }: Passing): Sharp {
  const bare = source.raw ? { raw: source.raw } : {}
  const pipeline = sharp(source.input, { ...decodeOptions(source), ...bare, pages: paged ? -1 : 1 })
  if (paged) requireRegular(source, { pass, oriented })
  // sharp turns the picture before the first cut only when told of it before; told later it can still decode at a reduced size.
  if (pass.before) cutFirst(pipeline, { ...pass, before: pass.before }, { oriented })
  else scaleFirst(pipeline, pass, { oriented })
  if (pass.after) pipeline.extract(pass.after)
  if (pass.pad) extend(pipeline, source, pass.pad)
  applyLook(pipeline, source, { pass, paged })
  return pipeline
}

function cutFirst(
  pipeline: Sharp,
  { turn, before, resize }: Pass & { before: Area },
  { oriented }: { oriented: boolean },
): void {
  if (oriented) pipeline.autoOrient()
  if (turn) applyTurn(pipeline, withQuarters(turn))
  pipeline.extract(before)
  if (resize) pipeline.resize({ ...resize, fit: 'fill' })
}

/** The same said with half a turn: what is mirrored only, sharp cuts first. */
function withQuarters({ quarters, flip, flop }: Turn): Turn {
  const isMirrored = quarters === 0 && (flip || flop)
  return isMirrored ? { quarters: 2, flip: !flip, flop: !flop } : { quarters, flip, flop }
}

function scaleFirst(pipeline: Sharp, { turn, resize }: Pass, { oriented }: { oriented: boolean }): void {
  if (resize) pipeline.resize({ ...(turn ? beforeTurn(resize, turn) : resize), fit: 'fill' })
  if (oriented) pipeline.autoOrient()
  if (turn) applyTurn(pipeline, turn)
}

/** The size to ask for when the picture is resized before it is turned: after a quarter turn width and height have changed places. */
function beforeTurn({ width, height }: Size, { quarters }: Turn): Size {
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width }
}

/** sharp mirrors before it turns too. */
function applyTurn(pipeline: Sharp, { quarters, flip, flop }: Turn): void {
  pipeline.flip(flip).flop(flop)
  if (quarters !== 0) pipeline.rotate(quarters * 90)
}

/** Of several pages. To the codec they are one long strip. */
export const onlyMirrored = 'can be mirrored from left to right, not otherwise turned'

function requireRegular(source: ImageSource, { pass, oriented }: Pick<Passing, 'pass' | 'oriented'>): void {
  const { subject, uniform, pages } = source
  const refuse = (how: string): never => {
    throw new Fault('step-failed', { subject, why: `Its ${pages} pages ${how}.` })
  }
  if (!uniform) refuse('are of different sizes')
  if (oriented) refuse('are stored turned')
  if (pass.turn && (pass.turn.quarters !== 0 || pass.turn.flip)) refuse(onlyMirrored)
  if (pass.blur) refuse('would run into one another when blurred')
}

function extend(pipeline: Sharp, source: ImageSource, { background, ...margins }: Margins): void {
  // In its own colour space, a grey picture would take a coloured margin as grey.
  if (source.grey && isColoured(background)) colourful(pipeline, source)
  pipeline.extend({ ...margins, background })
}

function applyLook(pipeline: Sharp, source: ImageSource, { pass, paged }: Pick<Passing, 'pass' | 'paged'>): void {
  const { blur, tone, sharpen, overlay, contrast } = pass
  if (blur) pipeline.blur(blur.sigma)
  if (tone) pipeline.modulate(tone)
  if (sharpen) pipeline.sharpen({ sigma: sharpen.sigma, m1: sharpen.amount, m2: sharpen.amount * 2 })
  if (overlay) lay(pipeline, source, { overlay, pages: paged ? source.pages : 1, transparent: isTransparent(pass) })
  const middle = source.deep ? 32_768 : 128
  if (contrast) pipeline.linear(contrast.factor, middle * (1 - contrast.factor))
}

interface Laying {
  overlay: Overlay
  pages: number
  /** Margins let the ground shine through. */
  transparent: boolean
}

function lay(pipeline: Sharp, source: ImageSource, { overlay, pages, transparent }: Laying): void {
  const { picture, left, top, pageHeight } = overlay
  // Composing would bring 16 bits down to 8.
  if (source.grey || source.deep) colourful(pipeline, source)
  pipeline.composite(
    Array.from({ length: pages }, (_, page) => ({ input: picture, left, top: top + page * pageHeight })),
  )
  // Composing adds transparency; a picture that had none goes on having none.
  if (!source.alpha && !transparent) pipeline.removeAlpha()
}

function colourful(pipeline: Sharp, { deep }: ImageSource): void {
  pipeline.pipelineColourspace(deep ? 'rgb16' : 'srgb')
}

function isTransparent({ pad }: Pass): boolean {
  return pad !== undefined && pad.background.alpha < 1
}

/** Whether a grey picture stays one. */
export function staysGrey({ pad, overlay }: Pass): boolean {
  return !overlay && !(pad && isColoured(pad.background))
}

function isColoured({ r, g, b }: Colour): boolean {
  return !(r === g && g === b)
}
