import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Pixels } from './foreign-picture.ts'
import type { Size } from './image-passes.ts'

/** What of the platform's own the types of Node leave out. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<never> }

/** Decodes a JPEG XL picture, the first frame of an animation. Throws what the codec throws. */
export async function decodeJxl(file: Buffer): Promise<Pixels> {
  const { default: decode, init } = await import('@jsquash/jxl/decode.js')
  await init(await codec('@jsquash/jxl/codec/dec/jxl_dec.wasm'))
  // Made for browsers, it gives its result as one of their classes.
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData: PlainImageData })
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer
  const { data, width, height } = (await decode(bytes)) as Pixels
  return { data, width, height }
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

/** In a browser the package would fetch it. */
async function codec(specifier: string): Promise<never> {
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

const container = Buffer.from('0000000c4a584c200d0a870a', 'hex')

/** Whether these are the first bytes of a JPEG XL file, bare or in a container. */
export function isJxl(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0x0a) || head.subarray(0, container.length).equals(container)
}

/** What the header says, as it is seen. ISO/IEC 18181-1, section D.2. Throws `RangeError` where it is cut. */
export function jxlSize(file: Buffer): Size {
  return takeSize(new Bits(codestreamOf(file)))
}

/** Whether there are more pictures in it, as its header says. ISO/IEC 18181-1, section D.3. False where that is cut, or has a preview. */
export function isAnimatedJxl(file: Buffer): boolean {
  try {
    const bits = new Bits(codestreamOf(file))
    takeSize(bits)
    const isUsual = bits.take(1) === 1
    const saysMore = !isUsual && bits.take(1) === 1
    if (!saysMore) return false
    bits.take(orientationBits)
    const isShownSmaller = bits.take(1) === 1
    if (isShownSmaller) takeSize(bits)
    // No program writes one, and what follows it would have to be looked for.
    const hasPreview = bits.take(1) === 1
    return !hasPreview && bits.take(1) === 1
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const orientationBits = 3

function takeSize(bits: Bits): Size {
  const isSmall = bits.take(1) === 1
  const side = (): number => (isSmall ? (bits.take(5) + 1) * 8 : bits.take([9, 13, 18, 30][bits.take(2)] ?? 30) + 1)
  const height = side()
  const [across, down] = ratios[bits.take(3)] ?? [0, 1]
  const width = across === 0 ? side() : Math.floor((height * across) / down)
  // Whatever the orientation in the header, the area is the same.
  return { width, height }
}

const ratios: Record<number, [number, number]> = {
  1: [1, 1],
  2: [12, 10],
  3: [4, 3],
  4: [3, 2],
  5: [16, 9],
  6: [5, 4],
  7: [2, 1],
}

/** Behind the signature of the bare stream, wherever the container has it. */
function codestreamOf(file: Buffer): Buffer {
  if (file[0] === 0xff) return file.subarray(2)
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at)
    const head = size === 1 ? 16 : 8
    const type = file.toString('latin1', at + 4, at + 8)
    if (type === 'jxlc') return file.subarray(at + head + 2)
    if (type === 'jxlp') return file.subarray(at + head + 4 + 2)
    at += Math.max(head, size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size)
  }
  throw new RangeError('no picture in the container')
}

/** Numbers of any count of bits, lowest first. */
class Bits {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  take(count: number): number {
    let value = 0
    for (let bit = 0; bit < count; bit += 1, this.#at += 1) {
      const byte = this.#bytes.readUInt8(this.#at >> 3)
      value += ((byte >> (this.#at & 7)) & 1) * 2 ** bit
    }
    return value
  }
}
