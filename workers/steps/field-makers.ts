import { z } from 'zod'
import type { FieldMakers } from './define-step.ts'

/** Named one by one: of a namespace that is handed on as a whole the build keeps all, and all of zod takes twice as long to load. */
export const fieldMakers: FieldMakers = {
  array: z.array,
  boolean: z.boolean,
  enum: z.enum,
  int: z.int,
  literal: z.literal,
  number: z.number,
  record: z.record,
  strictObject: z.strictObject,
  string: z.string,
  union: z.union,
}
