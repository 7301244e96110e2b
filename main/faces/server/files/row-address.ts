import { z } from 'zod'

/** How addresses name a batch, and a row of it. */
export const batchName = z.string().min(1).max(100)
export const rowNumber = z.coerce.number().int().nonnegative()
/** The place of one among the results of a row. */
export const resultNumber = z.coerce.number().int().nonnegative()
