import { carryUndo } from './undo-moves.ts'

/**
 * Undos that were cut off, of one batch or, where that is null, of all, go on with what had been noted: after a start, or where the engine has lived on
 * since. Nobody else works on them meanwhile.
 */
export async function endUndos(rooms: Parameters<typeof carryUndo>[0], batch: number | null): Promise<void> {
  const undone = await rooms.journal.call('halfUndone', batch)
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
