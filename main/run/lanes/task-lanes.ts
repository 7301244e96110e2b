import type { StepLane } from '../../../contract/step.ts'
import type { ReplyTo, Task } from '../../../contract/task.ts'

export interface TaskOptions {
  signal: AbortSignal
  /** Killed when it reports no progress for this long. */
  stallMs: number
  memoryBytes: number
  onProgress: (progress: { step: string; fraction: number }) => void
}

/** A lane that runs steps: killable processes or threads. Rejects with a `Fault`, or the signal's reason once the work has really stopped. */
export interface TaskLane {
  run<T extends Task>(task: T, options: TaskOptions): Promise<ReplyTo<T>>
}

export type TaskLanes = Record<Extract<StepLane, 'process' | 'thread'>, TaskLane>
