import { existsSync, readdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { flushFolder } from '../../io/flushing/flush.ts'

/** What SQLite keeps beside a database; the log first, since it holds rows. */
const companions = ['-wal', '-shm']

/**
 * Moves a damaged journal aside with what SQLite keeps beside it, never deletes it, and answers where it is now. The journal itself goes first:
 * should the power go in between, its log is left behind alone, and the next start takes that along.
 */
export function setAside(path: string, nowMs: number): string {
  const aside = asideOf(path, nowMs)
  renameSync(path, aside)
  flushFolder(dirname(path))
  takeAlong(path, aside)
  return aside
}

/**
 * Finishes what a power cut has left half done, before SQLite sees it: a log without its journal it would delete. Answers where the journal was set
 * aside to, or null where there is nothing to finish.
 */
export function finishSettingAside(path: string, nowMs: number): string | null {
  if (existsSync(path) || !existsSync(`${path}-wal`)) return null
  const aside = lastSetAside(path) ?? asideOf(path, nowMs)
  takeAlong(path, aside)
  return aside
}

function asideOf(path: string, nowMs: number): string {
  return `${path}.damaged-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`
}

function takeAlong(path: string, aside: string): void {
  for (const suffix of companions) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  flushFolder(dirname(path))
}

/** The latest journal that was set aside and has no log with it. */
function lastSetAside(path: string): string | undefined {
  const folder = dirname(path)
  const names = readdirSync(folder).filter((name) => name.startsWith(`${basename(path)}.damaged-`))
  const journals = names.filter((name) => !companions.some((suffix) => name.endsWith(suffix)))
  const last = journals.toSorted().at(-1)
  return last === undefined || names.includes(`${last}-wal`) ? undefined : join(folder, last)
}
