const skies = ['#f3d9b4', '#cfe3ec', '#e6dff0', '#f7e6cf', '#d7eadf', '#c7d6e6'] as const
const hills = ['#7c8ea0', '#7fa5a0', '#8a84ad', '#a48a62', '#6ea389', '#6d88a8'] as const
const shores = ['#4e6377', '#4f7f77', '#5f5f8a', '#71694a', '#44796a', '#48617f'] as const

/** A picture of hills and water as a `data:` address, the same for the same number. */
export function landscape(n: number): string {
  const nth = n % skies.length
  const wave = (y: number, seed: number) => {
    const tops = Array.from({ length: 6 }, (_, at) => y + ((n * 31 + at * 17 + seed) % 28) - 14)
    return `M0 ${tops[0]}${tops.map((top, at) => `S${at * 64 - 32} ${top} ${at * 64} ${top}`).join('')}V200H0z`
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" preserveAspectRatio="xMidYMid slice">
<rect width="320" height="200" fill="${skies[nth]}"/><circle cx="${40 + ((n * 53) % 220)}" cy="${40 + ((n * 19) % 34)}" r="17" fill="#fff7e3"/>
<path fill="${hills[nth]}" d="${wave(96, 3)}"/><path fill="${shores[nth]}" d="${wave(124, 11)}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
