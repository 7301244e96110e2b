import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { HeldFile, RestoredFile } from '../../../../contract/vault.ts'
import { isAway } from '../open-engine.ts'
import { faultLines } from '../show/fault-text.ts'
import { type Asking, notHeld } from './chosen-files.ts'

/** What became of one. */
export interface Restored {
  /** Null of a name that the vault holds nothing of, as when it was put back before. */
  n: number | null
  from: string
  /** Null where it stays in the vault. */
  path: string | null
  /** Why it stays. */
  reason: string
}

/** What is under way of a page cannot be stopped: no more files than move in a moment, nor more bytes where each has to be copied. */
const restoredFiles = 256
const restoredBytes = 2 ** 30

export interface Wanted {
  files: readonly HeldFile[]
  /** Names that the vault holds nothing of. */
  unknown: readonly string[]
}

/** Puts files of the vault back, page by page, and tells of each, first of what it does not hold; once the signal aborts no further page is begun. Raises the signal's reason, and what a lost engine raises. */
export async function* restoreAll(
  client: Client,
  { files, unknown }: Wanted,
  asking: Asking,
): AsyncGenerator<Restored, void, undefined> {
  for (const name of unknown) yield { n: null, from: name, path: null, reason: notHeld(name).why }
  for (const page of pagesOf(files)) yield* await restorePage(client, page, asking)
}

function pagesOf(files: readonly HeldFile[]): HeldFile[][] {
  const pages: HeldFile[][] = []
  let bytes = 0
  for (const file of files) {
    const page = pages.at(-1)
    bytes += file.bytes
    if (page && page.length < restoredFiles && bytes <= restoredBytes) page.push(file)
    else {
      pages.push([file])
      bytes = file.bytes
    }
  }
  return pages
}

/** What cannot be put back is said, and the others are. A disk that does not answer is no reason for files of others: then they go one by one. */
async function restorePage(client: Client, page: readonly HeldFile[], asking: Asking): Promise<Restored[]> {
  try {
    const { files } = await client.ask('vault.restoreAll', { files: page.map(({ n }) => n) }, asking)
    return page.map((file, at) => toldOf(file, endingOf(files[at])))
  } catch (error) {
    asking.signal.throwIfAborted()
    if (isAway(error)) throw error
    if (page.length === 1) return page.map((file) => toldOf(file, error))
    const singly: Restored[] = []
    for (const file of page) singly.push(...(await restorePage(client, [file], asking)))
    return singly
  }
}

/** The name it has now, or why it stays. */
function endingOf(restored: RestoredFile | undefined): unknown {
  return restored?.fault ? Fault.fromWire(restored.fault) : restored?.path
}

function toldOf({ n, from }: HeldFile, ending: unknown): Restored {
  if (typeof ending === 'string') return { n, from, path: ending, reason: '' }
  return { n, from, path: null, reason: faultLines(Fault.from(ending, from)).join(' ') }
}
