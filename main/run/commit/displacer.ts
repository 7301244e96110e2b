import { Fault } from '../../../contract/fault.ts'
import { sameIdentity } from '../../io/looking/identity.ts'
import { vaultName } from '../../../contract/own-names.ts'
import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { Move, MoveKind } from '../../journal/moves/moves.ts'
import type { BatchContext } from '../batch-context.ts'
import { type CommitEntry, outputAt } from './commit-entry.ts'
import { givesWay } from './gives-way.ts'
import { settled } from '../making/copier.ts'
import { hashOrNull } from '../hash-or-null.ts'
import { intoVault, movesOfOriginals, movesOfRetired, type PlannedMove } from '../originals.ts'
import { madeBefore } from './retired-by.ts'
import { wayBack } from '../recovery/way-back.ts'

/** Moves files of the person aside for results: noted before, compared after, put back when the results cannot be published. */
export class Displacer {
  readonly #batch: BatchContext

  constructor(batch: BatchContext) {
    this.#batch = batch
  }

  /** What the journal has to know before the originals of a job, or results that make way for its own, are moved; what stays, or has been moved already, is not among it. */
  planned(entry: CommitEntry): PlannedMove[] {
    const { finished, vault, aside } = entry
    const moves = movesOfRetired(finished, this.#batch, vault).concat(movesOfOriginals(finished, this.#batch, vault))
    return aside.size === 0 ? moves : moves.filter(({ move }) => !aside.has(move.from))
  }

  /** Moves them; their moves have been noted. Faults are left in the entries. */
  async displace(entries: CommitEntry[]): Promise<void> {
    let open = entries.filter(({ fault }) => !fault).flatMap((entry) => this.#withMove(entry))
    while (open.length > 0) {
      const again = await this.#shift(open)
      open = (await Promise.all(again.map((entry) => this.#nextPlace(entry)))).flat()
    }
  }

  #withMove(entry: CommitEntry): { entry: CommitEntry; planned: PlannedMove }[] {
    return this.planned(entry).map((planned) => ({ entry, planned }))
  }

  /** Answers with those whose vault place is on another volume. */
  async #shift(open: { entry: CommitEntry; planned: PlannedMove }[]): Promise<CommitEntry[]> {
    const requests = open.map(({ planned: { move, copyIfApart } }) => ({
      ...move,
      copyIfApart,
      unique: move.kind !== 'moved',
      isNew: true,
    }))
    const outcomes = (await this.#batch.parts.io.call('shift', { requests, rules: this.#batch.traits })).map(settled)
    const again = open.flatMap(({ entry, planned: { move } }, at) => {
      const outcome = outcomes[at]
      if (!outcome?.ok) entry.fault = outcome?.error ?? new Fault('bug', { subject: move.from })
      else if (outcome.value === 'moved') {
        entry.moved.push(move)
        entry.aside.add(move.from)
      } else if (outcome.value === 'taken') entry.fault = new Fault('name-taken', { subject: move.to })
      else return [entry]
      return []
    })
    return [...new Set(again)].filter(({ fault }) => !fault)
  }

  /** The next place is noted before it is tried. */
  async #nextPlace(entry: CommitEntry): Promise<{ entry: CommitEntry; planned: PlannedMove }[]> {
    entry.vault = { ...entry.vault, round: entry.vault.round + 1 }
    try {
      const open = this.#withMove(entry)
      await this.#note(
        entry,
        open.map(({ planned }) => planned),
      )
      return open
    } catch (error) {
      entry.fault = Fault.from(error, entry.finished.job.source)
      return []
    }
  }

  async #note({ finished }: CommitEntry, planned: PlannedMove[]): Promise<void> {
    const { parts, record } = this.#batch
    const moves = planned.map(({ move }) => move)
    await parts.journal.call('beginMoves', { batch: record.n, seq: finished.job.seq, atMs: parts.clock.nowMs(), moves })
  }

  /** Moves what stands under a result's name into the vault, where the conflict mode wants that. False: it stays, and the job ends without its result. */
  async clear(entry: CommitEntry, part: number): Promise<boolean> {
    const { parts } = this.#batch
    const path = child(outputAt(entry, part).folder, entry.names[part] ?? '')
    const [identity] = await parts.io.call('look', [path])
    if (!identity || !givesWay(identity, entry.finished.job, this.#batch)) return false
    const file = { from: path, identity, bytes: identity.sizeBytes, sha256: (await hashOrNull(parts.io, path)) ?? '' }
    const aside = { ...file, kind: this.#kindOf(entry, file) }
    const tag = parts.nextTag()
    for (let round = 0; ; round++) {
      const planned = intoVault(aside, { job: entry.finished.job, batch: this.#batch, round, tag })
      await this.#note(entry, [planned])
      const { move, copyIfApart } = planned
      const requests = [{ ...move, copyIfApart, unique: true }]
      const [outcome] = (await parts.io.call('shift', { requests, rules: this.#batch.traits })).map(settled)
      if (!outcome?.ok) throw outcome?.error ?? new Fault('bug', { subject: path })
      if (outcome.value === 'apart') continue
      if (outcome.value === 'moved') entry.moved.push(move)
      return outcome.value === 'moved'
    }
  }

  /** What the batch itself has made of the file before is nothing to put back when the batch is taken back. */
  #kindOf({ finished }: CommitEntry, { from, identity }: Pick<Move, 'from' | 'identity'>): MoveKind {
    const made = madeBefore(finished.job).find(({ path }) => path === from)
    return made && sameIdentity(identity, made.identity, this.#batch.traits) ? 'result' : 'conflict'
  }

  /** After a fault: every file goes back to its name, unless somebody has taken that; then it stays in the vault, noted and named. */
  async putBack(entries: CommitEntry[]): Promise<void> {
    for (const entry of entries) if (this.#hasNoted(entry)) await this.#putBackOne(entry)
  }

  /** Also a move that was noted and never happened is over. */
  #hasNoted(entry: CommitEntry): boolean {
    if (entry.moved.length > 0) return true
    return entry.noted && (this.planned(entry).length > 0 || entry.finished.original === 'across')
  }

  async #putBackOne(entry: CommitEntry): Promise<void> {
    const { parts, record, traits } = this.#batch
    const moves = entry.moved.toReversed()
    const requests = moves.map(wayBack)
    const shifted = requests.length > 0 ? await parts.io.call('shift', { requests, rules: traits }) : []
    const outcomes = shifted.map(settled)
    const stuck = moves.filter((_, at) => {
      const outcome = outcomes[at]
      return !(outcome?.ok && outcome.value === 'moved')
    })
    const of = { batch: record.n, seq: entry.finished.job.seq }
    await parts.journal.call('revertMoves', { ...of, stuck: stuck.map(({ to }) => to) })
    if (stuck[0]) entry.fault = kept(stuck[0])
    entry.moved = []
    entry.aside.clear()
    noteEmptied(moves, this.#batch)
    await this.#clearVault(moves)
  }

  /** Vaults beside the files that the batch has made for nothing go again. */
  async #clearVault(moves: Move[]): Promise<void> {
    const { parts, startedMs } = this.#batch
    const folders = [...new Set(moves.filter(({ kind }) => kind !== 'moved').map(({ to }) => folderOf(to)))]
    const beside = folders.filter((folder) => nameOf(folderOf(folder)) === vaultName)
    const roots = beside.map((folder) => folderOf(folderOf(folder)))
    if (beside.length > 0) await parts.io.call('clearFolders', { folders: beside, roots, sinceMs: startedMs })
  }
}

/** Folders that originals were moved to and have left again may have been made for them. */
export function noteEmptied(moves: Pick<Move, 'kind' | 'to'>[], { places }: Pick<BatchContext, 'places'>): void {
  for (const { kind, to } of moves) if (kind === 'moved') places.noteUnfilled(folderOf(to))
}

/** A file of the person that cannot have its name again. */
export function kept({ from, to }: Pick<Move, 'from' | 'to'>): Fault {
  return new Fault('undo-edited', { subject: from, why: `Its earlier content is kept as ${to}.` })
}
