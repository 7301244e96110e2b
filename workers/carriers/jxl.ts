import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { watchFromOutside } from '../watch-parent.ts'
import type { Pixels } from './foreign-picture.ts'

/** What of the platform's own the types of Node leave out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<never> }

/**
 * Decodes a JPEG XL picture, the first frame of an animation, to 8 bits of sRGB. Soon, but in some colours one off: for pictures that stand for what is
 * seen. Throws what the codec throws.
 */
export async function decodeJxl(file: Buffer): Promise<Pixels> {
  const { default: decode, init } = await import('@jsquash/jxl/decode.js')
  await init(await codec('@jsquash/jxl/codec/dec/jxl_dec.wasm'))
  // Made for browsers, it gives its result as one of their classes.
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: PlainImageData })
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer
  const { data, width, height } = (await decode(bytes)) as Pixels
  return { data, width, height }
}

/** The same to every bit of every channel, as a PNG that has the picture's colour profile: two to five times slower. */
export async function decodeJxlExactly(file: Buffer): Promise<Buffer> {
  const { initSync, JxlImage } = await import('jxl-oxide-wasm')
  initSync({ module: await codec('jxl-oxide-wasm/module.wasm') })
  const image = new JxlImage()
  try {
    image.feedBytes(file)
    if (!image.tryInit() || !image.loaded) throw new RangeError('the picture is cut')
    return Buffer.from(image.render().encodeToPng())
  } finally {
    image.free()
  }
}

export interface JxlOptions {
  /** 1..100 */
  quality: number
  lossless: boolean
  /** 1 fast to 9 small. */
  effort: number
  progressive: boolean
}

export async function encodeJxl({ data, width, height }: Pixels, options: JxlOptions): Promise<Buffer> {
  const { default: encode, init } = await import('@jsquash/jxl/encode.js')
  await init(await codec('@jsquash/jxl/codec/enc/jxl_enc.wasm'))
  const { quality, ...others } = options
  const pixels = new PlainImageData(new Uint8ClampedArray(data), width, height) as never
  return Buffer.from(await encode(pixels, options.lossless ? others : { ...others, quality }))
}

/** In a browser the package would fetch it. Until its work is done JavaScript stands still. */
async function codec(specifier: string): Promise<never> {
  watchFromOutside()
  return WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve(specifier))))
}

class PlainImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}
