import { Fault } from '../../../contract/fault.ts'
import type { EmptiedFile, RestoredFile } from '../../../contract/vault.ts'
import type { Emptied } from '../../io/moving/empty-vault.ts'
import type { Held } from '../../journal/moves/held-files.ts'
import type { EngineParts } from '../batch-context.ts'
import { WayOut } from './way-out.ts'

type Rooms = Pick<EngineParts, 'journal' | 'io' | 'clock' | 'vault'>

/** Lets files out of the vault: back to where they came from, or, when a person says so, for good. */
export class VaultDesk {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  /** Answers with the name the file has now. Faults: `usage-wrong` when the vault does not hold it, `undo-gone`, those of the disk. */
  async restore({ file }: { file: number }): Promise<{ path: string }> {
    const [held] = await this.#rooms.journal.call('heldAt', [file])
    const [ending] = held ? await new WayOut(this.#rooms).restore([held]) : []
    if (typeof ending !== 'string') throw ending ?? notHeld(file)
    return { path: ending.toWellFormed() }
  }

  /** The same for many at a time, each with its own outcome. */
  async restoreAll({ files }: { files: number[] }): Promise<{ files: RestoredFile[] }> {
    const held = await this.#rooms.journal.call('heldAt', [...new Set(files)])
    const endings = await new WayOut(this.#rooms).restore(held)
    const known = new Map(held.map(({ n }, at) => [n, endings[at]]))
    return { files: files.map((n) => toldRestored(n, known.get(n) ?? notHeld(n))) }
  }

  /** Removes files for good; what the vault does not hold (any more) is passed over. Each has its own outcome. */
  async empty({ files }: { files: number[] }): Promise<{ files: EmptiedFile[] }> {
    const { journal, io, vault } = this.#rooms
    const held = await journal.call('heldAt', files)
    const stored = held.map(({ to: path, identity, sha256 }) => ({ path, identity, sha256 }))
    const emptied = await io.call('emptyVault', { files: stored, vault })
    const gone = held.filter((_, at) => emptied[at]?.result !== 'left')
    await journal.call(
      'noteEmptied',
      gone.map(({ n }) => n),
    )
    return { files: held.map((file, at) => told(file, emptied[at] ?? { result: 'gone' })) }
  }
}

function told({ n, from, bytes }: Held, emptied: Emptied): EmptiedFile {
  const reason = emptied.result === 'left' ? emptied.fault.message : ''
  return { n, path: from.toWellFormed(), bytes, result: emptied.result, reason }
}

function toldRestored(n: number, ending: string | Fault): RestoredFile {
  if (typeof ending === 'string') return { n, path: ending.toWellFormed(), fault: null }
  return { n, path: null, fault: ending.toWire() }
}

function notHeld(file: number): Fault {
  return new Fault('usage-wrong', { subject: `file ${file}`, why: 'The vault does not hold it.' })
}
