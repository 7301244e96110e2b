import { largest } from '../../contract/largest.ts'

export interface ColumnProfile {
  /** What all cells that are not empty are; `empty` where none is anything. */
  kind: 'number' | 'date' | 'text' | 'empty'
  /** Of numbers: the most digits any has after its point. */
  decimals: number
  cells: number
  empty: number
  distinct: number
  /** Of numbers that are not all the same: how they spread. */
  spread: Spread | null
}

export interface Spread {
  least: number
  /** Half of them are below. */
  middle: number
  most: number
  /** Counts of as many equal parts from the least to the most. */
  parts: number[]
}

const partsMost = 20
const numeric = /^[-−+]?\d+(?:\.\d+)?$/
const dated = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** What stands in a column: written as a machine would, numbers have no thousands and dates begin with their year. */
export function columnProfile(column: readonly string[]): ColumnProfile {
  const texts = column.map((text) => text.trim()).filter((text) => text !== '')
  const kind = kindOf(texts)
  const numbers = kind === 'number' ? texts.map(numberOf).sort((a, b) => a - b) : []
  return {
    kind,
    decimals: kind === 'number' ? Math.max(0, largest(texts.map(decimalsOf))) : 0,
    cells: column.length,
    empty: column.length - texts.length,
    distinct: new Set(texts).size,
    spread: spreadOf(numbers),
  }
}

function kindOf(texts: readonly string[]): ColumnProfile['kind'] {
  if (texts.length === 0) return 'empty'
  // Digits that begin with a zero are a code, such as a postcode, and no quantity.
  if (texts.every((text) => numeric.test(text) && !/^[-−+]?0\d/.test(text))) return 'number'
  return texts.every((text) => dated.test(text)) ? 'date' : 'text'
}

const numberOf = (text: string): number => Number(text.replace('−', '-'))
const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0

/** `numbers` ascending. */
function spreadOf(numbers: readonly number[]): Spread | null {
  const [least = 0] = numbers
  const most = numbers.at(-1) ?? 0
  if (most <= least) return null
  const parts = Array.from({ length: partsMost }, () => 0)
  for (const number of numbers) {
    const part = Math.min(partsMost - 1, Math.floor(((number - least) / (most - least)) * partsMost))
    parts[part] = (parts[part] ?? 0) + 1
  }
  return { least, middle: numbers[Math.floor(numbers.length / 2)] ?? 0, most, parts }
}
