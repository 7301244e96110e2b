import { parseQuantity } from '../../contract/quantity.ts'
import type { FieldMakers } from './define-step.ts'

const sizePattern = /^\d+(\.\d+)?\s*(([kKmMgGtT]i?)?[bB])?$/

/** An option that takes bytes as a number, or with a unit such as `500 kB`; the step is given whole bytes, 1 or more. */
export function byteSize(z: FieldMakers) {
  const written = z.string().regex(sizePattern, { error: 'A size looks like 500 kB or 2 MiB' })
  return z
    .union([z.int(), written])
    .transform((size) => (typeof size === 'number' ? size : Math.round(parseQuantity(size, 'bytes') ?? 0)))
    .refine((sizeBytes) => sizeBytes >= 1, { error: 'A size is at least one byte' })
}
