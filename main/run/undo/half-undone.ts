import { folderOf } from '../../io/paths.ts'
import type { Move } from '../../journal/moves/moves.ts'
import { carryUndo } from './undo-moves.ts'

type Rooms = Parameters<typeof carryUndo>[0]

/**
 * Undos that were cut off, of one batch or, where that is null, of all, go on with what had been noted: after a start, or where the engine has lived on
 * since. Nobody else works on them meanwhile. Jobs whose originals belong on a disk that is away stay noted until it is back.
 */
export async function endUndos(rooms: Rooms, batch: number | null): Promise<void> {
  const noted = await rooms.journal.call('halfUndone', batch)
  const isMissed = await missedAmong(rooms, noted)
  const undone = noted.filter(({ moves }) => !homesOf(moves).some(isMissed))
  const { ended } = await carryUndo(
    rooms,
    undone.map(({ moves, ...job }) => ({
      ...job,
      moves: moves.map((move) => ({ ...move, ctime: null, isVaulted: false })),
      free: [],
      known: 'resumed',
      places: () => [],
    })),
  )
  await ended
}

/** The disk that an undo of the batch that was cut off waits for; null where it waits for none. */
export async function awaitedDisk({ io, journal }: Pick<Rooms, 'io' | 'journal'>, batch: number) {
  const paths = (await journal.call('halfUndone', batch)).flatMap(({ moves }) => homesOf(moves))
  return io.call('missedDisk', { paths, known: await journal.call('disks', null) })
}

type Noted = { moves: Move[] }[]

/** Whether a file belongs on a disk that is away. Those of one folder lie on one disk. */
async function missedAmong({ io, journal }: Rooms, noted: Noted): Promise<(path: string) => boolean> {
  const away = new Set<string>()
  if (noted.length === 0) return () => false
  const known = await journal.call('disks', null)
  const folders = new Set(noted.flatMap(({ moves }) => homesOf(moves)).map((path) => folderOf(path)))
  for (const folder of folders) {
    const missed = await io.call('missedDisk', { paths: [folder], known })
    if (missed) away.add(folder)
  }
  return (path) => away.has(folderOf(path))
}

function homesOf(moves: Move[]): string[] {
  return moves.filter(({ kind }) => kind === 'restored').map(({ to }) => to)
}
