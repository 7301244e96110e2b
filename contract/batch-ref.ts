import { z } from 'zod'
import { builtOnce } from './built-once.ts'

/** Names a batch in a question. */
export const batchRef = builtOnce(() => z.object({ batch: z.string().min(1) }))
