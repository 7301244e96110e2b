import type { Stretch } from './heif-boxes.ts'

/** A table of the largest size could claim so many pieces of no bytes each that counting them took minutes. */
const piecesMost = 256

/** How a place is counted: from the beginning of the file, or of the data within the table. */
export const counted = { inFile: 0, inTable: 1 }

export interface ItemPlace {
  id: number
  /** How its places are counted; other ways than those of `counted` lead to other items. */
  way: number
  pieces: Stretch[]
}

/**
 * Where the items of a HEIC or AVIF lie, in the order of its table of places, an `iloc`. Throws `RangeError` where the table breaks off, or claims more
 * pieces than any program makes. ISO/IEC 14496-12, section 8.11.3
 */
export function* itemPlaces(locations: Buffer): Generator<ItemPlace> {
  const version = locations.readUInt8(0)
  const sizes = locations.readUInt16BE(4)
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [12, 8, 4, 0].map((bits) => (sizes >> bits) & 15)
  const numbers = numbersIn(locations, 6)
  const idBytes = version < 2 ? 2 : 4
  for (let left = numbers(idBytes); left > 0; left -= 1) {
    const id = numbers(idBytes)
    const way = version === 0 ? counted.inFile : numbers(2) & 15
    numbers(2)
    const base = numbers(baseBytes)
    const count = numbers(2)
    if (count > piecesMost) throw new RangeError('more pieces than any program makes')
    const pieces = Array.from({ length: count }, () => {
      if (version > 0) numbers(indexBytes)
      const from = base + numbers(offsetBytes)
      return { from, to: from + numbers(lengthBytes) }
    })
    yield { id, way, pieces }
  }
}

/** Reads one number after the other, each of so many bytes; throws `RangeError` at the end. */
function numbersIn(bytes: Buffer, start: number): (length?: number) => number {
  let at = start
  return (length = 0) => {
    at += length
    if (length === 8) return Number(bytes.readBigUInt64BE(at - length))
    return length === 0 ? 0 : bytes.readUIntBE(at - length, length)
  }
}
