import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../contract/fault.ts'
import { limitsSchema } from './limits.ts'
import { serverSchema } from './server-settings.ts'
import { vaultSchema } from './vault-settings.ts'

/** A quarter of the machine stays with whatever else runs there. */
const memoryShare = 0.75

export const settingsSchema = z.strictObject({
  cores: z
    .number()
    .int()
    .min(1)
    .default(() => availableParallelism())
    .describe('steps that run at the same time'),
  memoryMb: z
    .number()
    .int()
    .min(256)
    .default(() => Math.floor((totalmem() / 2 ** 20) * memoryShare))
    .describe('memory all steps may use together'),
  limits: limitsSchema.prefault({}),
  server: serverSchema.prefault({}),
  vault: vaultSchema.prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>

/**
 * Reads `settings.json` of a state folder; a missing one means the defaults. Read-only: only the engine that owns the
 * folder writes settings. Fault `state-unusable` names the field that is wrong.
 */
export function readSettings(stateFolder: string): Settings {
  const path = join(stateFolder, 'settings.json')
  const parsed = settingsSchema.safeParse(readDocument(path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Fault('state-unusable', {
    subject: path,
    why: `${issue?.path.join('.') || 'It'}: ${issue?.message ?? ''}.`,
  })
}

function readDocument(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new Fault('state-unusable', { subject: path, why: 'It is not readable as JSON.', cause: error })
  }
}
