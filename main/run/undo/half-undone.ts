import { folderOf } from '../../io/paths.ts'
import type { MissedDisk } from '../../io/places/mount.ts'
import type { Move } from '../../journal/moves/moves.ts'
import { missedDisk } from '../disk-of.ts'
import { carryUndo } from './carry-undo.ts'

type Rooms = Parameters<typeof carryUndo>[0]

/**
 * Undos that were cut off, of one batch or, where that is null, of all, go on with what had been noted: after a start, or where the engine has lived on
 * since. Nobody else works on them meanwhile. Jobs whose originals belong on a disk that is away stay noted until it is back.
 */
export async function endUndos(rooms: Rooms, batch: number | null): Promise<void> {
  const noted = await rooms.journal.call('halfUndone', batch)
  const isMissed = await missedAmong(rooms, noted)
  const undone = noted.filter((job) => !homesOf([job]).some(isMissed))
  const names = undone.flatMap(({ moves }) => moves.map(({ to }) => to))
  if (names.length > 0) await rooms.io.call('dropParts', names)
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
export async function awaitedDisk(rooms: Pick<Rooms, 'io' | 'journal'>, batch: number): Promise<MissedDisk | null> {
  return missedDisk(rooms, homesOf(await rooms.journal.call('halfUndone', batch)))
}

/** Whether a file belongs on a disk that is away. Those of one folder lie on one disk. */
async function missedAmong(rooms: Rooms, noted: Noted): Promise<(path: string) => boolean> {
  const away = new Set<string>()
  const folders = new Set(homesOf(noted).map((path) => folderOf(path)))
  for (const folder of folders) if (await missedDisk(rooms, [folder])) away.add(folder)
  return (path) => away.has(folderOf(path))
}

type Noted = { moves: Move[] }[]

/** Where originals go back to. */
function homesOf(noted: Noted): string[] {
  return noted.flatMap(({ moves }) => moves.filter(({ kind }) => kind === 'restored').map(({ to }) => to))
}
