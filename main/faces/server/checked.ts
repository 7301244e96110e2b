import type { z } from 'zod'
import { checkedInput } from '../../../contract/checked-input.ts'

/** What a browser sent, in the shape that is expected. Fault `usage-wrong` names every part that is not. */
export function checked<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  return checkedInput('request', schema, input)
}
