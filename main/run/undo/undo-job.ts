import type { Move } from '../../journal/moves/moves.ts'
import type { PlannedMove } from './undo-plan.ts'

/** A job that is to be taken back. */
export interface UndoJob {
  batch: number
  seq: number
  /** In the order they are to happen; they have been noted. */
  moves: (Move & Pick<PlannedMove, 'ctime' | 'isVaulted'>)[]
  /** Names that have to be free before the first of them. */
  free: string[]
  /** What is known of its files: that they were `noted`, or `looked` at since; `resumed`: an earlier life may have moved some of them. */
  known: 'noted' | 'looked' | 'resumed'
  /** Other vault places for a file whose first is on another volume. */
  places: (path: string) => string[]
}
