import { z } from 'zod'
import { settingFields } from '../../contract/settings-commands.ts'

const { maxPixels, maxUnpackedBytes, maxUnpackedRatio, maxEntries, stallMs, workerMemoryMb } =
  settingFields.limits.shape

/** Caps that keep one bad file from taking the machine down. Each has a name, so that a fault can say which one was reached. */
export const limitsSchema = z.strictObject({
  maxPixels: maxPixels.default(100_000_000),
  maxUnpackedBytes: maxUnpackedBytes.default(2 ** 31),
  maxUnpackedRatio: maxUnpackedRatio.default(200),
  maxEntries: maxEntries.default(20_000),
  maxDepth: z.number().int().positive().default(512).describe('folders inside one another that are walked'),
  stallMs: stallMs.default(300_000),
  workerMemoryMb: workerMemoryMb.default(2_048),
})
