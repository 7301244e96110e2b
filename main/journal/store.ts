import { existsSync, statSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Fault } from '../../contract/fault.ts'
import { NameClaims } from './names/name-claims.ts'
import type { Numbering } from './names/numbering.ts'
import type { CommitOutput } from './results/record.ts'
import type { RowViews } from './rows/row-view.ts'
import { applicationId, migrations } from './opening/schema.ts'
import { finishSettingAside, setAside } from './opening/set-aside.ts'
import { sqliteFault } from './opening/sqlite-fault.ts'

type Value = string | number | null | Uint8Array

/** The journal's database with its prepared statements. Belongs to one thread. */
export class Store implements Disposable {
  /** What has been looked up in this transaction or an earlier one; emptied when one is rolled back. */
  readonly known = {
    folders: new Map<string, number>(),
    /** By batch. */
    numbers: new Map<number, Numbering>(),
    places: new Map<string, number>(),
    seqs: new Map<number, number>(),
    /** What faces look at, oldest look first. */
    views: new Map<number, RowViews>(),
  }
  /** What is on its way into the database, by job; stays when a transaction is rolled back, which may be tried again. */
  readonly held = new Map<string, CommitOutput[]>()
  /** Names of results that are on their way. */
  readonly claims = new NameClaims()
  readonly #statements = new Map<string, StatementSync>()
  readonly #lists = new Map<string, StatementSync>()
  readonly #database: DatabaseSync
  /** Where a damaged journal was set aside to when this one was begun; null otherwise. */
  readonly setAside: string | null

  constructor(database: DatabaseSync, aside: string | null) {
    this.#database = database
    this.setAside = aside
  }

  run(sql: string, ...values: Value[]): number {
    return Number(this.#prepare(sql).run(...values).changes)
  }

  /** The caller names the row's shape: SQL has no types to check it against. */
  get<T>(sql: string, ...values: Value[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined
  }

  all<T>(sql: string, ...values: Value[]): T[] {
    return this.#prepare(sql).all(...values) as T[]
  }

  /** Rows as lists of their columns: for many of them half the work of objects. */
  lists<T extends unknown[]>(sql: string, ...values: Value[]): T[] {
    let statement = this.#lists.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      statement.setReturnArrays(true)
      this.#lists.set(sql, statement)
    }
    return statement.all(...values) as unknown as T[]
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  /** Makes a function that SQL of this connection can call. Its arguments are values of columns. */
  define(name: string, fn: (...values: never[]) => void): void {
    this.#database.function(name, { varargs: true }, (...values) => {
      fn(...(values as never[]))
      return null
    })
  }

  begin(): void {
    this.#database.exec('BEGIN IMMEDIATE')
  }

  commit(): void {
    this.#database.exec('COMMIT')
    this.claims.settle()
  }

  /** After a failed statement SQLite may have rolled back by itself. */
  rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    this.claims.rollBack()
    for (const cache of Object.values(this.known)) cache.clear()
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }
}

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

/** For looking only: never locks, migrates or repairs. Null for one that nothing was written to yet, as a full disk leaves it at the first start. */
export function openReadOnly(path: string): Store | null {
  let database: DatabaseSync | undefined
  try {
    if (existsSync(`${path}-wal`)) refuseEmptied(path)
    database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
    refuseForeign(database, path)
    if (pragma(database, 'user_version') > 0) return new Store(database, null)
    database.close()
    return null
  } catch (error) {
    if (database?.isOpen) database.close()
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
