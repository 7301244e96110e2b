import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { secretNamePattern } from '../../contract/secret-name.ts'
import type { Secrets } from '../../contract/task.ts'

const mostBytes = 64 * 1024

export interface SecretPlaces {
  stateFolder: string
  env: NodeJS.ProcessEnv
}

/**
 * The values of secrets by name, each from the environment (`MILLRACE_SECRET_` and the name in capitals, `-` as `_`), else from the file of that
 * name in `secrets` of the state folder, which only its owner may read; of one that is not there, why. Read anew each time, held nowhere.
 */
export function secretsNamed(names: readonly string[], places: SecretPlaces): Secrets {
  return Object.fromEntries(names.map((name) => [name, secretNamed(name, places)]))
}

type Found = Secrets[string]

function secretNamed(name: string, { stateFolder, env }: SecretPlaces): Found {
  if (!secretNamePattern.test(name)) return { missing: 'A name is letters, digits and `-`, beginning with a letter.' }
  const value = env[variableOf(name)] ?? readSecret(name, join(stateFolder, 'secrets', name))
  return value === '' ? { missing: 'It is empty.' } : value
}

/** The variable of the environment that a secret is looked for in first. */
export function variableOf(name: string): string {
  return `MILLRACE_SECRET_${name.toUpperCase().replaceAll('-', '_')}`
}

/** Without the line break that editors put at the end. */
function readSecret(name: string, path: string): Found {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isFile()) return { missing: `Neither ${variableOf(name)} nor the file ${path} is there.` }
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0)
    return { missing: `Others than its owner may read ${path}: make it \`chmod 600\`.` }
  if (stats.size > mostBytes) return { missing: `The file ${path} is too long for a secret.` }
  return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
}
