import { z } from 'zod'

/** Names a batch in a question. */
export const batchRef = z.object({ batch: z.string().min(1) })
