import { Fault } from '../../../contract/fault.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { EndedRow } from '../../journal/rows/chosen-rows.ts'
import type { BatchContext } from '../batch-context.ts'

type Rooms = Pick<BatchContext['parts'], 'journal' | 'io'>

/** Failed rows of a batch, or those of them that are asked for, that are of folders. */
export async function unseenFolders(
  { journal, io }: Rooms,
  asked: { batch: number; seqs?: number[] },
): Promise<EndedRow[]> {
  const rows = await journal.call('unseenRows', asked)
  const isFolder = await io.call(
    'areFolders',
    rows.map(({ source }) => source),
  )
  return rows.filter((_, at) => isFolder[at])
}

/**
 * Folders that an earlier turn of a batch could not look into: each failed. A walk that can has rows for the files in it, and no word of the folder
 * itself, whose row would go on saying that it failed.
 */
export class UnseenFolders {
  readonly #rows: EndedRow[]
  readonly #refused = new Set<string>()

  private constructor(rows: EndedRow[]) {
    this.#rows = rows
  }

  /** Those there are before a walk begins. */
  static async of({ parts, record }: Pick<BatchContext, 'parts' | 'record'>): Promise<UnseenFolders> {
    return new UnseenFolders(await unseenFolders(parts, { batch: record.n }))
  }

  /** What the walk has met by now. */
  met(entries: readonly WalkEntry[]): void {
    for (const { path, identity } of entries) if (!identity) this.#refused.add(path)
  }

  /** When the walk is over: the folders it could look into, as entries that are passed over, with the numbers of their rows. */
  opened(): { entries: WalkEntry[]; numbers: number[] } {
    const rows = this.#rows.filter(({ source }) => !this.#refused.has(source))
    return { entries: rows.map(openedEntry), numbers: rows.map(({ seq }) => seq + 1) }
  }
}

function openedEntry({ source: path }: EndedRow): WalkEntry {
  const fault = new Fault('read-later', { subject: path }).toWire()
  return { path, relative: '', identity: null, fault, wanted: false }
}
