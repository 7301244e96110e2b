import { sameIdentity } from '../../io/looking/identity.ts'
import { child } from '../../io/paths.ts'
import type { PublishRules } from '../../io/publishing/publish-request.ts'
import type { ShiftRequest } from '../../io/moving/shift.ts'
import type { RecordedMove } from '../../journal/moves/moves.ts'
import type { HalfDone } from '../../journal/results/recover.ts'
import type { RecoveryRooms } from './recovery.ts'
import { wayBack } from './way-back.ts'

/** The moves of a job that was being committed when its engine ended: files of the person that are under the one name or the other. */
export class HalfMoves {
  readonly #rooms: RecoveryRooms
  readonly #job: HalfDone
  /** Moved aside before the results were published. */
  readonly #aside: RecordedMove[]
  /** Gone to another disk as a result; the original goes last. */
  readonly #across: RecordedMove[]

  constructor(rooms: RecoveryRooms, job: HalfDone, moves: RecordedMove[]) {
    const finals = new Set(job.outputs.map(({ folder, name }) => child(folder, name)))
    this.#rooms = rooms
    this.#job = job
    this.#aside = moves.filter(({ to }) => !finals.has(to))
    this.#across = moves.filter(({ to }) => finals.has(to))
  }

  get any(): boolean {
    return this.#aside.length + this.#across.length > 0
  }

  /** Moves aside what had not been moved yet. False when it cannot be: then everything goes back. */
  async forward(rules: PublishRules): Promise<boolean> {
    const standing = await this.#stillAtFrom(rules)
    await this.#releaseNames(rules, standing)
    const missing = this.#aside.filter((_, at) => standing[at])
    const stuck = await this.#shift(
      missing.map(({ from, to, identity, sha256, kind }) => ({
        from,
        to,
        identity,
        sha256,
        unique: kind !== 'moved',
        copyIfApart: null,
      })),
      rules,
    )
    return stuck.length === 0
  }

  /** The last act of a move to another disk. */
  async finish(): Promise<boolean> {
    try {
      const moved = this.#across.map(({ from, to, identity, sha256 }) => ({ source: from, identity, copy: to, sha256 }))
      if (moved.length > 0) await this.#rooms.io.call('removeMoved', moved)
      await this.#dropParts()
      if (this.any) await this.#rooms.journal.call('endMoves', { batch: this.#job.batch, seq: this.#job.seq })
      return true
    } catch {
      return false
    }
  }

  /**
   * Every file gets its old name again. One whose name is somebody else's by now stays where it is, noted; and so does one that is at neither place,
   * since the disk it was put on may only not be there. Where it has not left its place, what stands where a recipe moves it to may be the person's own:
   * then both stay. Answers with those whose name is somebody else's.
   */
  async back(rules: PublishRules): Promise<RecordedMove[]> {
    const there = await Promise.all(this.#aside.map((move) => this.#isStored(move)))
    const [atHome, moved] = [await this.#stillAtFrom(rules), this.#aside.filter((_, at) => there[at]).toReversed()]
    const missing = this.#aside.filter((_, at) => !there[at] && !atHome[at])
    await this.#releaseNames(rules, atHome)
    const inPlace = new Set(this.#aside.filter(({ kind }, at) => kind === 'moved' && atHome[at]))
    const requests = moved.map((move) => ({ ...wayBack(move), isDoubtful: inPlace.has(move) }))
    const apart = new Set(await this.#shift(requests, rules))
    const left = new Set(moved.filter((move) => apart.has(move.to) && !inPlace.has(move)).map(({ to }) => to))
    const stuck = [...missing.map(({ to }) => to), ...left]
    const { batch, seq } = this.#job
    await this.#dropParts()
    if (this.any) await this.#rooms.journal.call('revertMoves', { batch, seq, stuck })
    return moved.filter(({ to }) => left.has(to))
  }

  /**
   * Where there are no links, an empty file of ours may have been given the name of a result when the engine ended. What had the name before is in the
   * vault: unless that is known, an empty file may be the person's, and stays.
   */
  async #releaseNames({ links }: PublishRules, atHome: boolean[]): Promise<void> {
    if (links) return
    const finals = new Set(this.#job.outputs.map(({ folder, name }) => child(folder, name)))
    const left = this.#aside.filter(({ kind, from }, at) => kind !== 'moved' && finals.has(from) && !atHome[at])
    const there = await Promise.all(left.map((move) => this.#isStored(move)))
    const names = left.filter((_, at) => there[at]).map(({ from }) => from)
    if (names.length > 0) await this.#rooms.io.call('release', names)
  }

  async #dropParts(): Promise<void> {
    const names = this.#aside.map(({ to }) => to)
    if (names.length > 0) await this.#rooms.io.call('dropParts', names)
  }

  /** Whether an original that went to another disk is at its new place alone. */
  async haveLeft(): Promise<boolean> {
    if (this.#across.length === 0) return false
    const found = await this.#rooms.io.call(
      'look',
      this.#across.flatMap(({ from, to }) => [from, to]),
    )
    return this.#across.some((_, at) => !found[2 * at] && found[2 * at + 1])
  }

  /** What cannot be looked at is not known to be there. */
  async #isStored({ to: path, identity, sha256 }: RecordedMove): Promise<boolean> {
    const [found] = await this.#rooms.io.call('stillStored', [{ path, identity, sha256 }]).catch(() => [])
    return found !== undefined && found !== null
  }

  /** One that was edited meanwhile stands too: it cannot be moved, and then everything goes back. */
  async #stillAtFrom(rules: PublishRules): Promise<boolean[]> {
    const found = await this.#rooms.io.call(
      'look',
      this.#aside.map(({ from }) => from),
    )
    return this.#aside.map(({ identity }, at) => {
      const there = found[at]
      return there ? there.ino === identity.ino || sameIdentity(there, identity, rules) : false
    })
  }

  /** Answers with the names of those that have not been moved. */
  async #shift(requests: ShiftRequest[], rules: PublishRules): Promise<string[]> {
    if (requests.length === 0) return []
    const outcomes = await this.#rooms.io.call('shift', { requests, rules })
    const isMoved = (at: number): boolean => {
      const outcome = outcomes[at]
      return outcome?.ok === true && outcome.value === 'moved'
    }
    return requests.flatMap(({ from }, at) => (isMoved(at) ? [] : [from]))
  }
}
