import type { KnownOutput } from './ledger.ts'

/** A batch that takes its files. `wasDone`: it had come to its end before, so that what it made then is of before this turn; where it only goes on, it is not. */
export interface Turn {
  batch: number
  wasDone: boolean
}

/** Whether the results of a row were made before: by another batch, or by this one in a turn that is over. */
export function madeBefore(
  { batch, outputs }: { batch: number; outputs: Pick<KnownOutput, 'isMade'>[] },
  turn: Turn,
): boolean {
  return batch !== turn.batch || turn.wasDone || outputs.some(({ isMade }) => !isMade)
}
