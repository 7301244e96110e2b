import type { ValueFacts } from '../family.ts'
import { type Encoding, usualEncoding } from './image-encoding.ts'
import type { Area, ImageOperation, Margins, Overlay, Sharpening, Size, Tone, Turn } from './image-passes.ts'
import type { Kept } from './kept.ts'
import type { ImageSource } from './image-source.ts'

/** How small a file is wanted, when it is written. */
export interface Compression {
  /** How alike it must look, up to 1: the mean structural similarity of light and dark. */
  likeness: number
  mostBytes?: number | undefined
  /** 0..1 of the original's bytes; with less to gain, an original that nothing else was done to stays as it is. */
  leastGain: number
}

/** What a picture is to say about itself from now on, instead of what it said. */
export interface Stamp {
  copyright?: string | undefined
  author?: string | undefined
}

interface ImageState extends Size {
  source: ImageSource
  /** The file that was read, as it is seen, whatever was done to it since. */
  original: Size & Pick<ImageSource, 'type'>
  operations: readonly ImageOperation[]
  /** The orientation tag is to be applied to the pixels. */
  upright: boolean
  encoding: Encoding
  keep: readonly Kept[]
  stamp: Stamp
  compression: Compression | undefined
  /** What steps have found out or want known beside what every picture has. */
  labels: ValueFacts
  /** Of the page that shows it, if there is one. */
  page: symbol | undefined
}

const untouched = {
  operations: [],
  upright: false,
  keep: [],
  stamp: {},
  compression: undefined,
  labels: {},
  page: undefined,
}

/**
 * A picture on its way: the file it came from and what is to be done to it. Nothing is decoded until it is written, in one go where that is
 * exact. Never changes; steps make new ones. Sizes and areas are those of the picture as seen, with its orientation tag applied, and the
 * first operation on pixels applies that tag for good.
 */
export class Image {
  readonly #state: ImageState

  private constructor(state: ImageState) {
    this.#state = state
  }

  /** A picture as its file has it; what is written is of the file's own format, and says nothing about itself. */
  static of(source: ImageSource & Size): Image {
    const { width, height, ...rest } = source
    // Orientations 5 to 8 lie on their side.
    const size = source.orientation >= 5 ? { width: height, height: width } : { width, height }
    const original = { ...size, type: source.type }
    return new Image({ ...untouched, ...size, source: rest, original, encoding: usualEncoding(source.format) })
  }

  get source(): ImageSource {
    return this.#state.source
  }

  get original(): ImageState['original'] {
    return this.#state.original
  }

  get width(): number {
    return this.#state.width
  }

  get height(): number {
    return this.#state.height
  }

  get operations(): readonly ImageOperation[] {
    return this.#state.operations
  }

  get isUpright(): boolean {
    return this.#state.upright
  }

  get encoding(): Encoding {
    return this.#state.encoding
  }

  get keep(): readonly Kept[] {
    return this.#state.keep
  }

  get stamp(): Stamp {
    return this.#state.stamp
  }

  get compression(): Compression | undefined {
    return this.#state.compression
  }

  get labels(): ValueFacts {
    return this.#state.labels
  }

  get page(): symbol | undefined {
    return this.#state.page
  }

  upright(): Image {
    return this.#with({ upright: true })
  }

  resize(size: Size): Image {
    const { width, height } = this
    if (size.width === width && size.height === height) return this
    return this.#with({ ...size, upright: true, operations: [...this.operations, { kind: 'resize', ...size }] })
  }

  crop(area: Area): Image {
    const { width, height } = area
    if (width === this.width && height === this.height) return this
    return this.#with({ width, height, upright: true, operations: [...this.operations, { kind: 'crop', ...area }] })
  }

  pad(margins: Margins): Image {
    const width = this.width + margins.left + margins.right
    const height = this.height + margins.top + margins.bottom
    if (width === this.width && height === this.height) return this
    return this.#with({ width, height, upright: true, operations: [...this.operations, { kind: 'pad', ...margins }] })
  }

  turn(turn: Turn): Image {
    const { width, height } = this
    const size = turn.quarters % 2 === 0 ? { width, height } : { width: height, height: width }
    return this.#with({ ...size, upright: true, operations: [...this.operations, { kind: 'turn', ...turn }] })
  }

  blur(sigma: number): Image {
    return this.#look({ kind: 'blur', sigma })
  }

  tone(tone: Tone): Image {
    return this.#look({ kind: 'tone', ...tone })
  }

  sharpen(sharpening: Sharpening): Image {
    return this.#look({ kind: 'sharpen', ...sharpening })
  }

  /** Around the middle grey; 1 changes nothing. */
  contrast(factor: number): Image {
    return this.#look({ kind: 'contrast', factor })
  }

  /** Without colours, in one channel. */
  grey(): Image {
    return this.#look({ kind: 'grey' })
  }

  /** With a PNG laid over every page; it lies within the picture. */
  overlay(overlay: Omit<Overlay, 'pageHeight'>): Image {
    return this.#look({ kind: 'overlay', ...overlay, pageHeight: this.height })
  }

  encode(encoding: Encoding): Image {
    return this.#with({ encoding })
  }

  keeping(keep: readonly Kept[]): Image {
    return this.#with({ keep })
  }

  stamped(stamp: Stamp): Image {
    return this.#with({ stamp })
  }

  compress(compression: Compression): Image {
    return this.#with({ compression })
  }

  labelled(labels: ValueFacts): Image {
    return this.#with({ labels: { ...this.labels, ...labels } })
  }

  /** Shown by that page, whatever further steps make of it. */
  shownBy(page: symbol): Image {
    return this.#with({ page })
  }

  /** The same picture, its operations done, in a file that holds the result. */
  settled(source: ImageSource): Image {
    return this.#with({ source, operations: [] })
  }

  /** For a result whose size was known only when it was there. */
  sized({ width, height }: Size): Image {
    return this.#with({ width, height, upright: true })
  }

  /** Where a thing is on the picture must not depend on whether the tag is applied. */
  #look(operation: ImageOperation): Image {
    return this.#with({ upright: true, operations: [...this.operations, operation] })
  }

  #with(change: Partial<ImageState>): Image {
    return new Image({ ...this.#state, ...change })
  }
}
