import type { RecordedMove } from '../../journal/moves/moves.ts'
import type { IoLane } from '../lanes/io.ts'
import type { RecoveryRooms } from './recovery.ts'
import { wayBack } from './way-back.ts'

const careful = { links: true, stableInodes: true, mtimeStepNs: 1 }

/**
 * Files of the person that were to be moved for jobs which came to no result, and nobody knows whether they were: what is not at its place gets it
 * again, unless somebody has that by now; then it is known to the vault. Where nothing of a job is to be found its disk may be away: the next start looks again.
 */
export async function settleMoves({ journal, io }: RecoveryRooms, begun: RecordedMove[]): Promise<void> {
  for (const moves of Map.groupBy(begun, ({ batch, seq }) => `${batch} ${seq}`).values()) {
    const [first] = moves
    const [atHome, stored] = [await areAt(io, moves, 'from'), await areAt(io, moves, 'to')]
    if (!first || moves.every((_, at) => !atHome[at] && !stored[at])) continue
    const away = moves.filter((_, at) => !atHome[at])
    const requests = away.filter((move) => stored[moves.indexOf(move)]).map(wayBack)
    const outcomes = requests.length > 0 ? await io.call('shift', { requests, rules: careful }) : []
    const back = new Set(
      requests.flatMap(({ from }, at) => (outcomes[at]?.ok && outcomes[at].value === 'moved' ? [from] : [])),
    )
    const stuck = away.map(({ to }) => to).filter((to) => !back.has(to))
    await journal.call('revertMoves', { batch: first.batch, seq: first.seq, stuck })
  }
}

/** What cannot be looked at is not known to be there. */
async function areAt(io: IoLane, moves: RecordedMove[], end: 'from' | 'to'): Promise<boolean[]> {
  const files = moves.map(({ [end]: path, identity, sha256 }) => ({ path, identity, sha256 }))
  const found = await io.call('stillStored', files).catch(() => [])
  return files.map((_, at) => Boolean(found[at]))
}
