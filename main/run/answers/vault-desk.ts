import { numbered } from '../../../contract/names.ts'
import { splitName } from '../../../contract/split-name.ts'
import { Fault } from '../../../contract/fault.ts'
import type { EmptiedFile } from '../../../contract/vault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { Emptied } from '../../io/moving/empty-vault.ts'
import type { Held } from '../../journal/moves/held-files.ts'
import type { RecordedMove } from '../../journal/moves/moves.ts'
import type { EngineParts } from '../batch-context.ts'
import { settled } from '../making/copier.ts'

type Rooms = Pick<EngineParts, 'journal' | 'io' | 'clock' | 'vault'>

/** Names beside a taken one are counted up; then somebody has to look. */
const numbersMost = 10_000
/** Links are tried and done without where there are none; the state of the file was looked at just before. */
const rules = { links: true, stableInodes: true, mtimeStepNs: 1 }

/** Lets single files out of the vault: back to where they came from, or, when a person says so, for good. */
export class VaultDesk {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  /** Answers with the name the file has now. Faults: `usage-wrong` when the vault does not hold it, `undo-gone`, those of the disk. */
  async restore({ file }: { file: number }): Promise<{ path: string }> {
    const [held] = await this.#rooms.journal.call('heldAt', [file])
    if (!held) throw new Fault('usage-wrong', { subject: `file ${file}`, why: 'The vault does not hold it.' })
    const [identity] = await this.#rooms.io.call('stillStored', [{ ...held, path: held.to }])
    if (!identity) throw notThere(held)
    const { stem, extension } = splitName(nameOf(held.from))
    for (let n = 1; n <= numbersMost; n++) {
      const to = child(folderOf(held.from), numbered(stem, n) + extension)
      if (await this.#moveOut(held, { to, identity })) return { path: to.toWellFormed() }
    }
    throw new Fault('name-taken', { subject: held.from })
  }

  /** False when the name is somebody's; nothing is ever replaced. */
  async #moveOut(held: Held, { to, identity }: { to: string; identity: FileIdentity }): Promise<boolean> {
    const { journal, io, clock } = this.#rooms
    if ((await io.call('occupied', [to]))[0]) return false
    const { batch, seq, bytes, sha256 } = held
    const move = { kind: 'restored' as const, from: held.to, to, identity, bytes, sha256 }
    await journal.call('beginMoves', { batch, seq, atMs: clock.nowMs(), moves: [move] })
    const request = { ...move, unique: false, copyIfApart: sha256 === '' ? null : sha256 }
    const [outcome] = (await io.call('shift', { requests: [request], rules })).map(settled)
    const happened = outcome?.ok === true && outcome.value === 'moved'
    await journal.call('endRestore', { batch, seq, from: held.to, to, happened })
    if (outcome?.ok && outcome.value === 'apart') throw new Fault('volume-apart', { subject: held.to })
    if (!outcome?.ok) throw outcome?.error ?? new Fault('bug', { subject: held.to })
    return happened
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

/** The end of restores that an earlier life began: they happened, or the vault holds the file as before. */
export async function settleRestores(
  { journal, io }: Pick<Rooms, 'journal' | 'io'>,
  moves: RecordedMove[],
): Promise<void> {
  for (const { batch, seq, from, to, identity, sha256 } of moves) {
    const [held, restored] = await io.call('stillStored', [
      { path: from, identity, sha256 },
      { path: to, identity, sha256 },
    ])
    await journal.call('endRestore', { batch, seq, from, to, happened: !held && restored !== null })
  }
}

function told({ n, from, bytes }: Held, emptied: Emptied): EmptiedFile {
  const reason = emptied.result === 'left' ? emptied.fault.message : ''
  return { n, path: from.toWellFormed(), bytes, result: emptied.result, reason }
}

function notThere({ from, to }: Held): Fault {
  const why = `It was kept as ${to.toWellFormed()}, and is not there, or is another file: somebody removed it, or its disk is not connected.`
  return new Fault('undo-gone', { subject: from, why })
}
