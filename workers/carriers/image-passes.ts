import type { Colour } from './colour.ts'

export interface Size {
  width: number
  height: number
}

/** A part of a picture, in its pixels from the top left corner. */
export interface Area extends Size {
  left: number
  top: number
}

/** Pixels to add on each side. */
export interface Margins {
  left: number
  top: number
  right: number
  bottom: number
  background: Colour
}

/** Mirrored first, then turned clockwise by quarters. */
export interface Turn {
  quarters: 0 | 1 | 2 | 3
  /** Top and bottom change places. */
  flip: boolean
  /** Left and right change places. */
  flop: boolean
}

/** Factors: 1 leaves it as it is. */
export interface Tone {
  brightness: number
  saturation: number
}

export interface Sharpening {
  /** Width of the edges that are sharpened, in pixels. */
  sigma: number
  /** How much, 1 is plain. */
  amount: number
}

/** Another picture laid over each page. */
export interface Overlay {
  /** A PNG with its transparency. */
  picture: Buffer
  /** How large it is beside what it is to be: less than 1 only for a sketch, which brings it to its size. */
  scale: number
  left: number
  top: number
  /** Of the page it is laid over. */
  pageHeight: number
}

/** What a step wants done to the pixels, each on the picture as the ones before have left it. */
export type ImageOperation =
  | ({ kind: 'turn' } & Turn)
  | ({ kind: 'crop' } & Area)
  | ({ kind: 'resize' } & Size)
  | ({ kind: 'pad' } & Margins)
  | { kind: 'blur'; sigma: number }
  | ({ kind: 'tone' } & Tone)
  | ({ kind: 'sharpen' } & Sharpening)
  | ({ kind: 'overlay' } & Overlay)
  | { kind: 'contrast'; factor: number }
  | { kind: 'grey' }

/** What sharp does in one go, always in this order, whatever the order of the calls. */
export interface Pass {
  turn?: Turn
  before?: Area
  resize?: Size
  after?: Area
  pad?: Margins
  blur?: { sigma: number }
  tone?: Tone
  sharpen?: Sharpening
  overlay?: Overlay
  contrast?: { factor: number }
  grey?: object
}

const order = [
  'turn',
  'before',
  'resize',
  'after',
  'pad',
  'blur',
  'tone',
  'sharpen',
  'overlay',
  'contrast',
  'grey',
] as const satisfies (keyof Pass)[]

/**
 * Cuts operations into as few passes as their order allows: a pass ends where sharp would do the next operation earlier than asked.
 * An empty list is one empty pass.
 */
export function passesOf(operations: readonly ImageOperation[]): Pass[] {
  const passes: Pass[] = [{}]
  for (const operation of operations) {
    const pass = passes.at(-1) ?? {}
    const next = joined(pass, operation)
    if (next) passes[passes.length - 1] = next
    else passes.push(joined({}, operation) ?? {})
  }
  return passes
}

function joined(pass: Pass, { kind, ...operation }: ImageOperation): Pass | undefined {
  const last = order.findLastIndex((place) => pass[place] !== undefined)
  if (kind === 'crop') {
    const place = last <= order.indexOf('before') ? 'before' : 'after'
    if (last > order.indexOf(place)) return undefined
    return { ...pass, [place]: within(pass[place], operation as Area) }
  }
  return last < order.indexOf(kind) ? { ...pass, [kind]: operation } : undefined
}

/** A part of a part. */
function within(outer: Area | undefined, { left, top, width, height }: Area): Area {
  return { left: left + (outer?.left ?? 0), top: top + (outer?.top ?? 0), width, height }
}
