import type { FactKind } from './facts.ts'

const byteUnits: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}
const durationUnits: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const units: Partial<Record<FactKind, Record<string, number>>> = { bytes: byteUnits, duration: durationUnits }

/** A number with its unit, in bytes, milliseconds or as it is; undefined when it is none. Durations need a unit, sizes may go without. */
export function parseQuantity(text: string, kind: FactKind): number | undefined {
  const [, amount, unit = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? []
  if (amount === undefined) return undefined
  const factor = (units[kind] ?? { '': 1 })[unit.toLowerCase()]
  return factor === undefined ? undefined : Number(amount) * factor
}
