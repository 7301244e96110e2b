import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../../contract/fault.ts'
import { Store } from '../store.ts'
import { applicationId, migrations } from './schema.ts'
import { finishSettingAside, setAside } from './set-aside.ts'
import { openToLook } from './open-to-look.ts'
import { sqliteFault } from './sqlite-fault.ts'

/**
 * Opens or makes the journal at `path`. A damaged one is moved aside with the date in its name, never deleted, and a new
 * one begun; one made by a newer Millrace is left as it is: `state-newer`.
 */
export function openStore(path: string, { nowMs }: { nowMs: number }): Store {
  try {
    const finished = finishSettingAside(path, nowMs)
    return new Store(openSound(path), finished)
  } catch (error) {
    const fault = sqliteFault(error, path)
    if (fault.code !== 'state-damaged') throw fault
  }
  const aside = setAside(path, nowMs)
  try {
    return new Store(openSound(path), aside)
  } catch (error) {
    throw sqliteFault(error, path)
  }
}

/**
 * For looking only: never locks, migrates or repairs. Null for one that nothing was written to yet, as a full disk leaves it at the first start;
 * one that an earlier Millrace made is not opened, since it lacks what is asked for: see `bringUpToDate`.
 */
export function openReadOnly(path: string): Store | null | 'earlier' {
  let database: DatabaseSync | undefined
  try {
    if (existsSync(`${path}-wal`)) refuseEmptied(path)
    database = openToLook(path, { waitMs: busyTimeoutMs })
    refuseForeign(database, path)
    const version = pragma(database, 'user_version')
    if (version === migrations.length) return new Store(database, null)
    database.close()
    return version === 0 ? null : 'earlier'
  } catch (error) {
    if (database?.isOpen) database.close()
    throw sqliteFault(error, path)
  }
}

/** Does to the journal of an earlier Millrace what opening it does. For whoever has the lock. A damaged one is left as it is: `state-damaged`. */
export function migrateStore(path: string): void {
  try {
    openSound(path).close()
  } catch (error) {
    throw sqliteFault(error, path)
  }
}

/** Another program (a backup, a scanner) may hold the file for a moment. */
const busyTimeoutMs = 5_000

function openSound(path: string): DatabaseSync {
  const isLogged = existsSync(path) && existsSync(`${path}-wal`)
  const check = !isLogged && existsSync(path) && statSync(path).size < alwaysCheckedBytes
  if (isLogged) lookAtLogged(path)
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs })
  try {
    refuseForeign(database, path)
    if (check) requireSound(database, path)
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000',
    )
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A small journal is always checked, a large one only after an unclean end, when a log is left behind: checking reads all of it. */
const alwaysCheckedBytes = 16 << 20

/** By a connection that cannot write: closing one that can brings the log into a damaged journal, or deletes a log that cannot be read. */
function lookAtLogged(path: string): void {
  refuseEmptied(path)
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
  try {
    refuseForeign(database, path)
    requireSound(database, path)
  } finally {
    database.close()
  }
}

function refuseEmptied(path: string): void {
  if (statSync(path).size === 0 && statSync(`${path}-wal`).size > 0)
    throw new Fault('state-damaged', { subject: path, why: 'It is empty, and its log is not.' })
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? { value: 0 })[0])
}

function refuseForeign(database: DatabaseSync, path: string): void {
  const id = pragma(database, 'application_id')
  const version = pragma(database, 'user_version')
  if (id !== 0 && id !== applicationId)
    throw new Fault('state-unusable', { subject: path, why: 'It is a database of another program.' })
  if (version > migrations.length)
    throw new Fault('state-newer', {
      subject: path,
      why: `Its version is ${version}, this Millrace knows ${migrations.length}.`,
    })
}

function requireSound(database: DatabaseSync, path: string): void {
  const [verdict] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
  if (verdict !== 'ok') throw new Fault('state-damaged', { subject: path, why: String(verdict) })
}

function migrate(database: DatabaseSync): void {
  const from = pragma(database, 'user_version')
  for (const [at, sql] of migrations.slice(from).entries()) {
    database.exec('BEGIN IMMEDIATE')
    database.exec(sql)
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${from + at + 1}`)
    database.exec('COMMIT')
  }
}
