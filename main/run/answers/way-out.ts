import { numbered } from '../../../contract/names.ts'
import { splitName } from '../../../contract/split-name.ts'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { Shifted } from '../../io/moving/rename-only.ts'
import type { ShiftRequest } from '../../io/moving/shift.ts'
import type { Held } from '../../journal/moves/held-files.ts'
import type { Move } from '../../journal/moves/moves.ts'
import type { EngineParts } from '../batch-context.ts'
import { settled } from '../making/copier.ts'
import { shiftRules } from '../shift-rules.ts'

export type Rooms = Pick<EngineParts, 'journal' | 'io' | 'clock'>

/** Names beside a taken one are counted up; then somebody has to look. */
const numbersMost = 10_000

/** A file that is to leave the vault, in the state it was found in there, and the name it would get. */
interface Leaving {
  held: Held
  identity: FileIdentity
  n: number
  to: string
}

/** The name it has now, or why it is in the vault still. */
type Ending = string | Fault

/**
 * Files of the vault on their way to where they came from, many at a time: all are noted before the first moves, and all ends once none does. Whoever is
 * beside its own name, since that is taken, has the next number there.
 */
export class WayOut {
  readonly #rooms: Rooms
  readonly #endings = new Map<Held, Ending>()

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  /** How each ended, in their order. Faults: `undo-gone`, `name-taken`, those of the disk; nothing is ever replaced. */
  async restore(held: readonly Held[]): Promise<Ending[]> {
    const stored = held.map(({ to: path, identity, sha256 }) => ({ path, identity, sha256 }))
    const found = await this.#rooms.io.call('stillStored', stored)
    let leaving = held.flatMap((one, at) => {
      const identity = found[at]
      if (!identity) this.#endings.set(one, notThere(one))
      return identity ? [named({ held: one, identity, n: 1 })] : []
    })
    while (leaving.length > 0) leaving = await this.#oneName(leaving)
    return held.map((one) => this.#endings.get(one) ?? new Fault('bug', { subject: one.to }))
  }

  /** Tries one name for each; answers with those that have to try another. */
  async #oneName(leaving: readonly Leaving[]): Promise<Leaving[]> {
    const turns = firstOfEachName(leaving)
    const occupied = await this.#rooms.io.call(
      'occupied',
      turns.map(({ to }) => to),
    )
    await this.#moveOut(turns.filter((_, at) => !occupied[at]))
    const isTurn = new Set(turns)
    const beside = turns.filter(({ held }) => !this.#endings.has(held)).flatMap((one) => this.#beside(one))
    return [...leaving.filter((one) => !isTurn.has(one)), ...beside]
  }

  #beside(one: Leaving): Leaving[] {
    if (one.n < numbersMost) return [named({ ...one, n: one.n + 1 })]
    this.#endings.set(one.held, new Fault('name-taken', { subject: one.held.from }))
    return []
  }

  /** Those whose name was taken meanwhile have no ending yet. */
  async #moveOut(leaving: readonly Leaving[]): Promise<void> {
    if (leaving.length === 0) return
    const { journal, io, clock } = this.#rooms
    const moves = leaving.map(moveOf)
    const atMs = clock.nowMs()
    const begun = leaving.map(({ held: { batch, seq } }, at) => ({ batch, seq, atMs, moves: moves.slice(at, at + 1) }))
    await journal.call('beginRestores', begun)
    const outcomes = (await io.call('shift', { requests: moves.map(requestOf), rules: shiftRules })).map(settled)
    const ended = leaving.map(({ held: { batch, seq, to: from }, to }, at) => {
      const outcome = outcomes[at]
      return { batch, seq, from, to, happened: outcome?.ok === true && outcome.value === 'moved' }
    })
    await journal.call('endRestores', ended)
    for (const [at, { held, to }] of leaving.entries()) {
      const ending = endingOf(outcomes[at], { held, to })
      if (ending !== null) this.#endings.set(held, ending)
    }
  }
}

/** Of those that want the same name, the first has its turn. */
function firstOfEachName(leaving: readonly Leaving[]): Leaving[] {
  const names = new Set<string>()
  return leaving.filter(({ to }) => !names.has(to) && names.add(to))
}

function named({ held, identity, n }: Omit<Leaving, 'to'>): Leaving {
  const { stem, extension } = splitName(nameOf(held.from))
  return { held, identity, n, to: child(folderOf(held.from), numbered(stem, n) + extension) }
}

function moveOf({ held: { to: from, bytes, sha256 }, to, identity }: Leaving): Move {
  return { kind: 'restored', from, to, identity, bytes, sha256 }
}

/** What an io thread is asked for; asked once more, it ends what was cut off between the two names. */
export function requestOf(move: Pick<Move, 'from' | 'to' | 'identity' | 'sha256'>): ShiftRequest {
  return { ...move, unique: false, copyIfApart: move.sha256 === '' ? null : move.sha256 }
}

type Outcome = ReturnType<typeof settled<Shifted>>

/** Null where the name was somebody's. */
function endingOf(outcome: Outcome | undefined, { held, to }: Pick<Leaving, 'held' | 'to'>): Ending | null {
  if (!outcome?.ok) return outcome?.error ?? new Fault('bug', { subject: held.to })
  if (outcome.value === 'apart') return new Fault('volume-apart', { subject: held.to })
  return outcome.value === 'moved' ? to : null
}

function notThere({ from, to }: Held): Fault {
  const why = `It was kept as ${to.toWellFormed()}, and is not there, or is another file: somebody removed it, or its disk is not connected.`
  return new Fault('undo-gone', { subject: from, why })
}
