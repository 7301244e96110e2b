import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { NameClaims } from './names/name-claims.ts'
import type { Numbering } from './names/numbering.ts'
import type { CommitOutput } from './results/commit-jobs.ts'
import type { RowViews } from './rows/row-view.ts'

type Value = string | number | null | Uint8Array

/** The journal's database with its prepared statements. Belongs to one thread. */
export class Store implements Disposable {
  /** What has been looked up in this transaction or an earlier one; emptied when one is rolled back. */
  readonly known = {
    /** Null for those that have no number. */
    folders: new Map<string, number | null>(),
    /** By batch. */
    numbers: new Map<number, Numbering>(),
    places: new Map<number, Set<number>>(),
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
