/** What a rendered picture shows; every number is drawn from the seed. */
export interface Landscape {
  seed: number
  width: number
  height: number
}

/** A picture as SVG: a sky from one colour to another, a sun, and ranges of hills in the haze. No two seeds look alike. */
export function landscapeSvg({ seed, width, height }: Landscape): string {
  const dice = diceFrom(seed)
  const hue = Math.floor(dice() * 360)
  const sunX = width * (0.15 + 0.7 * dice())
  const sunY = height * (0.15 + 0.3 * dice())
  const ranges = Array.from({ length: 5 }, (_, depth) => range({ depth, hue, width, height }, dice))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="hsl(${hue},55%,42%)"/><stop offset="0.7" stop-color="hsl(${(hue + 50) % 360},70%,82%)"/>
  </linearGradient></defs>
  <rect width="100%" height="100%" fill="url(#sky)"/>
  <circle cx="${sunX}" cy="${sunY}" r="${height * 0.06}" fill="hsl(${(hue + 60) % 360},95%,90%)"/>
  ${ranges.join('\n  ')}
</svg>`
}

interface Range extends Omit<Landscape, 'seed'> {
  depth: number
  hue: number
}

/** One range of hills: the nearer, the lower and the darker. */
function range({ depth, hue, width, height }: Range, dice: () => number): string {
  const base = height * (0.45 + depth * 0.11)
  const waves = Array.from({ length: 4 }, (_, nth) => ({
    length: width / (1 + nth * 1.7 + dice()),
    amplitude: (height * 0.09) / (nth + 1),
    offset: dice() * Math.PI * 2,
  }))
  const ridge = Array.from({ length: 121 }, (_, at) => {
    const x = (width * at) / 120
    const y = waves.reduce(
      (sum, wave) => sum + Math.sin((x / wave.length) * Math.PI * 2 + wave.offset) * wave.amplitude,
      base,
    )
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return `<polygon fill="hsl(${hue},${20 + depth * 6}%,${62 - depth * 11}%)" points="0,${height} ${ridge.join(' ')} ${width},${height}"/>`
}

/** mulberry32, https://github.com/cprosche/mulberry32 */
function diceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
