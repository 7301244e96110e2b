import { sep } from 'node:path'
import type { WalkEntry } from '../io/looking/walk.ts'

/** A folder with more files of one beginning is cut all the same: memory has to stay flat. */
const heldMost = 4096

/**
 * The same entries in the same order, in chunks that never part files of one folder whose names are the same up to their first dot: whatever
 * travels together is met together. The walk's order, by code unit, has them in a row, with at most a folder of such a name in between.
 */
export async function* wholeBlocks(
  chunks: AsyncIterable<WalkEntry[]>,
  separator: string = sep,
): AsyncGenerator<WalkEntry[]> {
  let held: WalkEntry[] = []
  for await (const chunk of chunks) {
    held.push(...chunk)
    const cut = held.length > heldMost ? held.length : lastBlock(held, separator)
    if (cut > 0) yield held.slice(0, cut)
    held = held.slice(cut)
  }
  if (held.length > 0) yield held
}

/** Where the last block begins: the only one that may go on in the next chunk. */
function lastBlock(entries: WalkEntry[], separator: string): number {
  let begin = 0
  let block = ''
  for (const [at, { path }] of entries.entries()) {
    if (block !== '' && path.startsWith(block)) continue
    begin = at
    block = `${blockOf(path, separator)}.`
  }
  return begin
}

/** The path up to its name's first dot. One at the beginning of a name is part of it. */
function blockOf(path: string, separator: string): string {
  const dot = path.indexOf('.', path.lastIndexOf(separator) + 2)
  return dot < 0 ? path : path.slice(0, dot)
}
