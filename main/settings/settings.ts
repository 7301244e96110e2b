import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { describeIssue, valueAt } from '../../contract/describe-issue.ts'
import { didYouMean, quoted } from '../../contract/did-you-mean.ts'
import { Fault } from '../../contract/fault.ts'
import { settingFields } from '../../contract/settings-commands.ts'
import { faceSettings } from './face-settings.ts'
import { limitsSchema } from './limits.ts'
import { serverSchema } from './server-settings.ts'
import { vaultSchema } from './vault-settings.ts'

/** A quarter of the machine stays with whatever else runs there. */
const memoryShare = 0.75

export const machineCores = availableParallelism()
export const machineMemoryMb = Math.floor(totalmem() / 2 ** 20)
/** What is used where nothing is set. */
export const machineDefaults = { cores: machineCores, memoryMb: Math.floor(machineMemoryMb * memoryShare) }

export const settingsSchema = z.strictObject({
  cores: settingFields.cores.default(machineDefaults.cores),
  memoryMb: settingFields.memoryMb.default(machineDefaults.memoryMb),
  pace: settingFields.pace.default('full'),
  ...faceSettings,
  limits: limitsSchema.prefault({}),
  server: serverSchema.prefault({}),
  vault: vaultSchema.prefault({}),
})

export type Settings = z.infer<typeof settingsSchema>

/**
 * Reads `settings.json` of a state folder; a missing one means the defaults. Read-only: only the engine that owns the
 * folder writes settings. Fault `settings-wrong` names the field that is wrong.
 */
export function readSettings(stateFolder: string): Settings {
  const path = settingsPath(stateFolder)
  return parseSettings(readDocument(path), path)
}

export function settingsPath(stateFolder: string): string {
  return join(stateFolder, 'settings.json')
}

/** A document with every default filled in. Fault `settings-wrong` names the field that is wrong. */
export function parseSettings(document: unknown, path: string): Settings {
  // A checker that is compiled first takes longer for one document.
  const parsed = settingsSchema.safeParse(document, { jitless: true })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Fault('settings-wrong', { subject: path, why: issue ? whyOf(issue, document) : '' })
}

function whyOf(issue: z.core.$ZodIssue, document: unknown): string {
  const { path } = issue
  if (issue.code !== 'unrecognized_keys') {
    const what = describeIssue(issue, valueAt(document, path))
    return path.length === 0 ? what : `The setting ${quoted(path.join('.'))} is not right. ${what}`
  }
  const [key = ''] = issue.keys
  return `There is no setting ${quoted([...path, key].join('.'))}.${didYouMean(key, namesAt(path))}`
}

/** Of the settings that stand beside one; none inside a list. */
function namesAt(path: readonly PropertyKey[]): string[] {
  let group: unknown = settingsSchema.parse({})
  for (const part of path) group = (group as Record<PropertyKey, unknown> | null | undefined)?.[part]
  return Object.keys(group ?? {})
}

/** As it was written; empty where there is none. Fault `settings-wrong`. */
export function readDocument(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new Fault('settings-wrong', { subject: path, why: 'It is not readable as JSON.', cause: error })
  }
}
