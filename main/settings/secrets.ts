import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../contract/fault.ts'
import type { Secrets } from '../../contract/task.ts'

/** A name is also part of a file's name and of a variable's. */
const namePattern = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
const mostBytes = 64 * 1024

export interface SecretPlaces {
  stateFolder: string
  env: NodeJS.ProcessEnv
}

/**
 * The values of secrets by name, each from the environment (`MILLRACE_SECRET_` and the name in capitals, `-` as `_`), else from the file of that
 * name in `secrets` of the state folder, which only its owner may read. Read anew each time, held nowhere. Raises `secret-missing`.
 */
export function secretsNamed(names: readonly string[], places: SecretPlaces): Secrets {
  return Object.fromEntries(names.map((name) => [name, secretNamed(name, places)]))
}

function secretNamed(name: string, { stateFolder, env }: SecretPlaces): string {
  if (!namePattern.test(name)) throw missing(name, 'A name is letters, digits and `-`, beginning with a letter.')
  const value = env[variableOf(name)] ?? readSecret(name, join(stateFolder, 'secrets', name))
  if (value === '') throw missing(name, 'It is empty.')
  return value
}

/** The variable of the environment that a secret is looked for in first. */
export function variableOf(name: string): string {
  return `MILLRACE_SECRET_${name.toUpperCase().replaceAll('-', '_')}`
}

/** Without the line break that editors put at the end. */
function readSecret(name: string, path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats?.isFile()) throw missing(name, `Neither ${variableOf(name)} nor the file ${path} is there.`)
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    throw missing(name, `Others than its owner may read ${path}: make it \`chmod 600\`.`)
  }
  if (stats.size > mostBytes) throw missing(name, `The file ${path} is too long for a secret.`)
  return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
}

function missing(subject: string, why: string): Fault {
  return new Fault('secret-missing', { subject, why })
}
