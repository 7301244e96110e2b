import type { FactKind } from './facts.ts'

const plain = new Map([['', 1]])
const units = new Map<FactKind, Map<string, number>>([
  [
    'bytes',
    new Map([
      ['', 1],
      ['b', 1],
      ['kb', 1e3],
      ['mb', 1e6],
      ['gb', 1e9],
      ['tb', 1e12],
      ['kib', 2 ** 10],
      ['mib', 2 ** 20],
      ['gib', 2 ** 30],
      ['tib', 2 ** 40],
    ]),
  ],
  [
    'duration',
    new Map([
      ['ms', 1],
      ['s', 1000],
      ['m', 60_000],
      ['min', 60_000],
      ['h', 3_600_000],
      ['d', 86_400_000],
      ['w', 604_800_000],
    ]),
  ],
])

/** A number with its unit, in bytes, milliseconds or as it is; undefined when it is none. Durations need a unit, sizes may go without. */
export function parseQuantity(text: string, kind: FactKind): number | undefined {
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? []
  if (amount === undefined) return undefined
  const factor = (units.get(kind) ?? plain).get(unit.toLowerCase())
  return factor === undefined ? undefined : Number(amount) * factor
}
