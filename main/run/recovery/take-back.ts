import type { HalfDone } from '../../journal/results/recover.ts'
import type { RecordedMove } from '../../journal/moves/moves.ts'
import type { PublishRules } from '../../io/publishing/publish-request.ts'
import type { HalfMoves } from './half-moves.ts'
import type { RecoveryRooms } from './recovery.ts'

/**
 * Takes everything back that a noted job may have begun, wherever its files are: results go, files of the person get their names again. Answers with
 * those that cannot have them, and stay where they were put, noted; null where there is no way back, since an original has left its place and its
 * result is the only copy there is: then nothing is touched.
 */
export async function takeBack(
  { io }: Pick<RecoveryRooms, 'io'>,
  outputs: HalfDone['outputs'],
  { moves, rules }: { moves: HalfMoves; rules: PublishRules },
): Promise<RecordedMove[] | null> {
  if (await moves.haveLeft()) return null
  for (const half of outputs) await io.call('retract', { half, rules })
  return moves.back(rules)
}
