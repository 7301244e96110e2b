import type { FileIdentity } from '../../../contract/job.ts'
import type { BatchRecord } from '../batches/batch-record.ts'
import { setBatchState, unfinishedBatches } from '../batches/batches.ts'
import { type Column, fromColumn, identityFrom } from '../columns.ts'
import { releaseBatch } from '../names/names.ts'
import { dropOvertaken, forgetNoted } from './older-results.ts'
import type { Store } from '../store.ts'

export interface HalfDone {
  batch: number
  seq: number
  outputs: { part: number; folder: string; name: string; attempt: string; identity: FileIdentity; sha256: string }[]
}

export interface Unfinished {
  batch: BatchRecord
  /** Jobs whose results may or may not be under their final names. */
  committing: HalfDone[]
  /** Where attempts of jobs that did not end may lie. */
  folders: string[]
}

/** What an engine that ended without closing left open. */
export function unfinished(store: Store): Unfinished[] {
  return unfinishedBatches(store).map((batch) => unfinishedOf(store, batch))
}

export function unfinishedOf(store: Store, batch: BatchRecord): Unfinished {
  return { batch, committing: committing(store, batch.n), folders: foldersOf(store, batch) }
}

function committing(store: Store, batch: number): HalfDone[] {
  const jobs = store.all<{ seq: number }>("SELECT seq FROM jobs WHERE batch = ? AND state = 'committing'", batch)
  return jobs.map(({ seq }) => ({ batch, seq, outputs: attemptsOf(store, batch, seq) }))
}

interface AttemptRow {
  part: number
  path: Column
  name: Column
  attempt: Column
  identity: string
  sha: string
}

/** As they were noted before they were published; not what the job had made before it was run again. */
export function attemptsOf(store: Store, batch: number, seq: number): HalfDone['outputs'] {
  const rows = store.all<AttemptRow>(
    `SELECT o.part, f.path, o.name, o.attempt, o.identity, o.sha FROM outputs o JOIN folders f ON f.n = o.folder
     WHERE o.batch = ? AND o.seq = ? AND o.published = 0 ORDER BY o.part`,
    batch,
    seq,
  )
  return rows.map(({ part, path, name, attempt, identity, sha }) => ({
    part,
    folder: fromColumn(path),
    name: fromColumn(name),
    attempt: fromColumn(attempt),
    identity: identityFrom(identity),
    sha256: sha,
  }))
}

/** Where attempts of a batch may lie. */
export function foldersOf(store: Store, batch: BatchRecord): string[] {
  const rows = store.all<{ path: Column }>(
    'SELECT f.path FROM places p JOIN folders f ON f.n = p.folder WHERE p.batch = ?',
    batch.n,
  )
  return [...new Set([batch.outRoot, ...rows.map((row) => fromColumn(row.path))])]
}

export interface AdmittedFile {
  path: string
  identity: FileIdentity
}

/** Inputs of jobs, in the state they were admitted in. */
export function sourcesOf(store: Store, { batch, seqs }: { batch: number; seqs: number[] }): AdmittedFile[] {
  const rows = store.all<{ source: Column; identity: string }>(
    'SELECT source, identity FROM jobs WHERE batch = ? AND seq IN (SELECT value FROM json_each(?))',
    batch,
    JSON.stringify(seqs),
  )
  return rows.map(({ source, identity }) => ({ path: fromColumn(source), identity: identityFrom(identity) }))
}

export interface Verdict {
  batch: number
  seq: number
  /** `forward`: every result is published. `back`: none is, the job waits again. */
  way: 'forward' | 'back'
}

/** Jobs that were about to be published are done, or wait as if nothing had been noted of them; members of a group go with their leader. */
export function settle(store: Store, verdicts: Verdict[]): void {
  for (const { batch, seq, way } of verdicts) {
    if (way === 'forward') {
      const set = "SET state = 'done', fault = NULL WHERE batch = ?"
      store.run(`UPDATE jobs ${set} AND seq = ?`, batch, seq)
      store.run(`UPDATE jobs INDEXED BY jobs_leader ${set} AND leader = ?`, batch, seq)
      store.run('UPDATE outputs SET published = 1 WHERE batch = ? AND seq = ?', batch, seq)
      dropOvertaken(store, { batch, seq })
    } else {
      forgetNoted(store, { batch, seq })
      const set = "SET state = 'waiting', leader = NULL WHERE batch = ?"
      store.run(`UPDATE jobs INDEXED BY jobs_leader ${set} AND leader = ?`, batch, seq)
      store.run(`UPDATE jobs ${set} AND seq = ?`, batch, seq)
    }
  }
}

/** Recovered batches wait until somebody goes on with them. */
export function rest(store: Store, batch: number): void {
  releaseBatch(store, batch)
  store.run("UPDATE jobs SET state = 'waiting' WHERE batch = ? AND state = 'running'", batch)
  setBatchState(store, { n: batch, state: 'paused', endedMs: null })
}

/** Files of our own that could not be removed now: a later start tries again. */
export function noteLitter(store: Store, paths: Column[]): void {
  for (const path of paths) store.run('INSERT OR IGNORE INTO litter(path) VALUES(?)', path)
}

/** Files of our own that could not be removed before. */
export function litter(store: Store): string[] {
  return store.all<{ path: Column }>('SELECT path FROM litter').map((row) => fromColumn(row.path))
}

/** They are gone. */
export function forgetLitter(store: Store, paths: Column[]): void {
  for (const path of paths) store.run('DELETE FROM litter WHERE path = ?', path)
}

export interface ChildProcess {
  pid: number
  /** Start time in the system's own units, so that a number used again is told apart. */
  start: string
}

/** A child that runs, or has ended: only what outlives the engine is found by the next start. */
export function noteProcess(store: Store, { pid, start, alive }: ChildProcess & { alive: boolean }): void {
  if (alive) store.run('INSERT OR IGNORE INTO processes(pid, start) VALUES(?, ?)', pid, start)
  else store.run('DELETE FROM processes WHERE pid = ? AND start = ?', pid, start)
}

/** Children that an earlier engine noted and never saw end. They are known no more after this: whoever takes them sees to them. */
export function takeProcesses(store: Store): ChildProcess[] {
  const processes = store.all<ChildProcess>('SELECT pid, start FROM processes')
  store.run('DELETE FROM processes')
  return processes
}
