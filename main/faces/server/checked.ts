import type { z } from 'zod'
import { Fault } from '../../../contract/fault.ts'

/** What came from outside, in the shape that is expected. Fault `usage-wrong` names every part that is not. */
export function checked<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const why = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ')
  throw new Fault('usage-wrong', { subject: 'request', why })
}
