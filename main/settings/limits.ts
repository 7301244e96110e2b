import { z } from 'zod'

/** Caps that keep one bad file from taking the machine down. Each has a name, so that a fault can say which one was reached. */
export const limitsSchema = z.object({
  maxPixels: z.number().int().positive().default(100_000_000).describe('pixels of one picture'),
  maxUnpackedBytes: z
    .number()
    .int()
    .positive()
    .default(2 ** 31)
    .describe('bytes an archive may unpack to'),
  maxEntries: z.number().int().positive().default(20_000).describe('entries of one archive'),
  maxDepth: z.number().int().positive().default(512).describe('folders inside one another that are walked'),
  stallMs: z.number().int().positive().default(300_000).describe('time a step may go on without any progress'),
  workerMemoryMb: z.number().int().positive().default(2_048).describe('memory of one worker process'),
})
