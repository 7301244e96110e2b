import { quoted } from './did-you-mean.ts'

/** A value of a recipe as a message names it. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return `the text ${quoted(value)}`
  if (typeof value === 'number') return `the number ${quoted(String(value))}`
  if (typeof value === 'boolean') return quoted(String(value))
  if (Array.isArray(value)) return 'a list'
  return value === null || value === undefined ? 'nothing' : '`name: value` lines'
}
