import { parseQuantity } from '../../../contract/quantity.ts'
import type { ValueKind } from './command-spec.ts'
import { parseDuration } from './duration.ts'

/** Says how a value is to be written, instead of a value. */
export class Hint {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Parser = (text: string) => unknown

/** By the kind of value an option takes; a kind that is missing takes any text. */
export const parsers: { [K in Extract<ValueKind, string>]?: Parser } = {
  duration: (text) => {
    const ms = parseDuration(text)
    if (typeof ms !== 'number') return new Hint('Write it as 90s, 10m, 2h30m, 30d or 0.')
    return ms
  },
  'duration-or-forever': (text) => {
    const ms = parseDuration(text)
    if (ms === undefined) return new Hint('Write it as 90s, 10m, 2h30m, 30d, 0 or forever.')
    return ms ?? Infinity
  },
  port: (text) => {
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) return new Hint('Write a number up to 65535.')
    return Number(text)
  },
  size: (text) => {
    const bytes = parseQuantity(text, 'bytes')
    if (bytes === undefined || bytes < 0 || bytes > Number.MAX_SAFE_INTEGER)
      return new Hint('Write it as 500kB, 10MB or 2GB.')
    return Math.round(bytes)
  },
  levels: (text) => {
    if (!/^\d{1,2}$/.test(text)) return new Hint('Write a whole number from 0.')
    return Number(text)
  },
  count: (text) => {
    if (!/^[1-9]\d{0,8}$/.test(text)) return new Hint('Write a whole number from 1.')
    return Number(text)
  },
}
