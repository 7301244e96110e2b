import type { EmptiedFile, HeldFile } from '../../../../contract/vault.ts'
import type { Restored } from '../vault/restore-all.ts'
import { escapeName } from './escape-name.ts'
import { tableLines } from './table.ts'
import { countOf, instantOf, sizeOf } from './words.ts'

const why = { original: 'original', conflict: 'made way for a result', result: 'result taken back' } as const

export interface Shown {
  nowMs: number
  /** Only some were asked for; a name of which nothing is held has been refused before. */
  chosen: boolean
  /** How many are named, the latest; how many there are is told in any case. */
  limit: number
  /** What lists so many as it is followed by. */
  allBy?: string
}

export function lastOf(held: HeldFile[], limit: number): HeldFile[] {
  return held.slice(Math.max(0, held.length - limit))
}

/** Each file with its number, then how many. How long the settings want them kept is no promise and no end: what is over that is told below. */
export function heldLines(held: HeldFile[], { nowMs, chosen, limit, allBy = '--limit' }: Shown): string[] {
  if (held.length === 0) return [chosen ? 'The vault holds nothing that old.' : 'The vault is empty.']
  const heading = ['FILE', 'SINCE', 'SIZE', 'WHY', 'FROM']
  const earlier = held.length - limit
  const rows = lastOf(held, limit).map(({ n, kind, from, to, bytes, atMs, there }) => [
    String(n),
    instantOf(atMs, nowMs),
    sizeOf(bytes),
    why[kind],
    escapeName(there ? from : `${from} (not there: ${to})`),
  ])
  const bytes = held.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...(earlier > 0 ? [`${countOf(earlier, 'earlier file')}; ${allBy} ${held.length} lists all`] : []),
    ...tableLines([heading, ...rows], { right: [0, 2] }),
    '',
    `${countOf(held.length, 'file')}, ${sizeOf(bytes)}. Nothing leaves the vault by itself.`,
  ]
}

/** What had gone before, as in an emptying that was cut off, freed nothing now. */
export function emptiedLines(emptied: EmptiedFile[]): string[] {
  const filesOf = (result: EmptiedFile['result']) => emptied.filter((file) => file.result === result)
  const removed = filesOf('removed')
  const gone = filesOf('gone').length
  const bytes = removed.reduce((sum, file) => sum + file.bytes, 0)
  return [
    ...filesOf('left').map(({ path, reason }) => escapeName(`left: ${path}: ${reason}`)),
    removed.length === 0 ? 'Nothing was removed.' : `${countOf(removed.length, 'file')} removed, ${sizeOf(bytes)}.`,
    ...(gone > 0 ? [`Not there any more: ${countOf(gone, 'file')}.`] : []),
  ]
}

/** What became of one that was to be put back. */
export function restoredLine({ from, path, reason }: Restored): string {
  if (path === null) return `left: ${from}: ${reason}`
  return path === from ? `restored: ${from}` : `restored: ${from} as ${path}, because ${from} is taken`
}
