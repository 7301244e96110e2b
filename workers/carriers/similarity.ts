/** A picture's light and dark, row by row, 0..255. */
export interface Luminance {
  data: Uint8Array
  width: number
  height: number
}

const side = 8
const step = 4
// Wang, Bovik, Sheikh, Simoncelli: Image quality assessment, IEEE TIP 13 (2004); keeps flat windows from dividing by nothing.
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

/**
 * How alike two pictures of one size look, 1 being the same: the mean structural similarity over windows of 8 × 8 pixels.
 * Throws `RangeError` for different sizes.
 */
export function similarity(one: Luminance, other: Luminance): number {
  if (one.width !== other.width || one.height !== other.height) throw new RangeError('pictures of different sizes')
  let sum = 0
  let count = 0
  for (const top of starts(one.height)) {
    for (const left of starts(one.width)) {
      sum += windowSimilarity(one, other, top * one.width + left)
      count += 1
    }
  }
  return count === 0 ? 1 : sum / count
}

/** Windows overlap by half; the last one ends with the picture, and a picture smaller than one has none whole. */
function starts(length: number): number[] {
  const last = Math.max(0, length - side)
  const found = Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step)
  return found.at(-1) === last ? found : [...found, last]
}

function windowSimilarity(one: Luminance, other: Luminance, from: number): number {
  const across = Math.min(side, one.width)
  const down = Math.min(side, one.height)
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0]
  for (let row = 0; row < down; row += 1) {
    const start = from + row * one.width
    for (let at = start; at < start + across; at += 1) {
      const a = one.data[at] ?? 0
      const b = other.data[at] ?? 0
      sumA += a
      sumB += b
      squaresA += a * a
      squaresB += b * b
      products += a * b
    }
  }
  const count = across * down
  const meanA = sumA / count
  const meanB = sumB / count
  const variances = (squaresA + squaresB) / count - meanA * meanA - meanB * meanB
  const covariance = products / count - meanA * meanB
  const light = (2 * meanA * meanB + c1) / (meanA * meanA + meanB * meanB + c1)
  return light * ((2 * covariance + c2) / (variances + c2))
}
