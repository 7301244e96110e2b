import type { TransformReply } from '../../contract/task.ts'
import type { FinishedOutput } from './job.ts'
import type { Sealer } from './making/sealer.ts'
import type { NamingPlace } from './naming-order.ts'
import type { Turns } from './turns.ts'

/** What a job is told of, and tells, while it is carried. */
export interface Stage {
  signal: AbortSignal
  /** Told as a job enters a stage, and as the stage goes on. */
  onStage: (stage: string, fraction: number) => void
  /** Told when it has nothing in hand any more and waits for a disk, as if it had not begun. */
  onHeld: () => void
  /** Told how long it has waited for others, to be named together with them: that is no work. */
  onWaited: (ms: number) => void
  /** Whether it may begin now. */
  turns: Turns
  /** Where it stands among those whose results may be called the same. */
  place: NamingPlace
  /** Told where the time of each call of a worker went. */
  onTimings: (timings: TransformReply['timings']) => void
}

/** What a job needs of it once it has begun. */
export interface WorkStage extends Omit<Stage, 'turns' | 'place' | 'onHeld' | 'onWaited'> {
  /** Takes results over, small ones of several jobs together. */
  sealer: Sealer
  /** Told when no worker is needed any more: another job may have its core. */
  onWorked?: () => void
  /** Told of the checked results there are by now, in their order, while others are made; the next are not taken before it resolves. */
  onOutputs?: (outputs: readonly FinishedOutput[]) => Promise<void>
}
