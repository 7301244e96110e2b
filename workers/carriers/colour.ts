/** Channels 0..255, alpha 0..1. */
export interface Colour {
  r: number
  g: number
  b: number
  alpha: number
}

const named: Record<string, string> = { white: '#ffffff', black: '#000000', transparent: '#00000000' }

/** What `parseColour` takes: `white`, `black`, `transparent`, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`. */
export const colourPattern = /^(white|black|transparent|#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}))$/i

export function parseColour(text: string): Colour {
  const digits = (named[text.toLowerCase()] ?? text).slice(1)
  const pairs = digits.length < 6 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? [])
  const [r = 0, g = 0, b = 0, alpha = 255] = pairs.map((pair) => Number.parseInt(pair, 16))
  return { r, g, b, alpha: alpha / 255 }
}

/** One colour laid over an opaque one. */
export function over(top: Colour, bottom: Colour): Colour {
  const mix = (a: number, b: number): number => Math.round(a * top.alpha + b * (1 - top.alpha))
  return { r: mix(top.r, bottom.r), g: mix(top.g, bottom.g), b: mix(top.b, bottom.b), alpha: 1 }
}
