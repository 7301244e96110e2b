import type { Size } from './image-passes.ts'
import { codestreamOf } from './jxl-boxes.ts'

/** What the header says, as it is seen. ISO/IEC 18181-1, section D.2. Throws `RangeError` where it is cut. */
export function jxlSize(file: Buffer): Size {
  return takeSize(new Bits(codestreamOf(file)))
}

/** Whether there are more pictures in it, as its header says. ISO/IEC 18181-1, section D.3. False where that is cut, or has a preview. */
export function isAnimatedJxl(file: Buffer): boolean {
  return orFalse(() => takeFront(new Bits(codestreamOf(file))).isAnimated)
}

/**
 * Whether its colours stand in it as they are, as where nothing was to be lost, and not as the eye sees them. False where the header is cut, has what is
 * rare, or says that the picture is to be turned.
 */
export function isExactJxl(file: Buffer): boolean {
  return orFalse(() => {
    const bits = new Bits(codestreamOf(file))
    const { isUsual, isPlain } = takeFront(bits)
    if (isUsual || !isPlain) return false
    takeDepth(bits)
    // Whether 16 bits are room enough for a decoder.
    bits.take(1)
    for (let left = bits.number([0, 0], [1, 0], [2, 4], [1, 12]); left > 0; left -= 1) takeTransparency(bits)
    return bits.take(1) === 0
  })
}

function orFalse(read: () => boolean): boolean {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

interface Front {
  /** The header says no more. */
  isUsual: boolean
  /** Neither turned, nor animated, nor with a small picture of itself. */
  isPlain: boolean
  isAnimated: boolean
}

/** Up to what is said of the colours, or as far as a picture is understood that is not plain. */
function takeFront(bits: Bits): Front {
  takeSize(bits)
  const isUsual = bits.take(1) === 1
  const saysMore = !isUsual && bits.take(1) === 1
  if (!saysMore) return { isUsual, isPlain: true, isAnimated: false }
  const isUpright = bits.take(orientationBits) === 0
  const isShownSmaller = bits.take(1) === 1
  if (isShownSmaller) takeSize(bits)
  // No program writes one, and what follows it would have to be looked for.
  const hasPreview = bits.take(1) === 1
  const isAnimated = !hasPreview && bits.take(1) === 1
  return { isUsual, isPlain: isUpright && !hasPreview && !isAnimated, isAnimated }
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

function takeDepth(bits: Bits): void {
  const isFraction = bits.take(1) === 1
  if (!isFraction) return void bits.number([8, 0], [10, 0], [12, 0], [1, 6])
  bits.number([32, 0], [16, 0], [24, 0], [1, 6])
  bits.take(4)
}

/** Throws `RangeError` for a channel that is something else. */
function takeTransparency(bits: Bits): void {
  const isUsual = bits.take(1) === 1
  if (isUsual) return
  const isTransparency = bits.number([0, 0], [1, 0], [2, 4], [18, 6]) === 0
  if (!isTransparency) throw new RangeError('a channel that is rare')
  takeDepth(bits)
  bits.number([0, 0], [3, 0], [4, 0], [1, 3])
  bits.take(8 * bits.number([0, 0], [0, 4], [16, 5], [48, 10]))
  // Whether it has been applied to the colours.
  bits.take(1)
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

  /** Two bits choose among ways, each so much and as many bits more. ISO/IEC 18181-1, section B.2.2 */
  number(...ways: [least: number, bits: number][]): number {
    const [least, count] = ways[this.take(2)] ?? [0, 0]
    return least + this.take(count)
  }
}
