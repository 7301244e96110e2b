import type { StepLane } from '../../../contract/step.ts'
import type { ReplyTo, Task, TaskResult } from '../../../contract/task.ts'

export interface TaskOptions {
  signal: AbortSignal
  /** Killed when it reports no progress for this long. */
  stallMs: number
  memoryBytes: number
  onProgress: (progress: { step: string; fraction: number }) => void
  /** Told of the first results while others are still made; the reply has all. Threads tell, processes do not. */
  onWritten?: (results: TaskResult[]) => void
}

/** A lane that runs steps: killable processes or threads. Rejects with a `Fault`, or the signal's reason once the work has really stopped. */
export interface TaskLane {
  run<T extends Task>(task: T, options: TaskOptions): Promise<ReplyTo<T>>
}

/** Children and threads take a tenth of a second to be ready, so they can be asked for before their first task. */
export interface ReadiedLane extends TaskLane {
  /** Starts some ahead of the first tasks of a family, up to the lane's size, each with its codecs loaded; does not wait for them. */
  prestart(count: number, family: string): void
}

export type TaskLanes = Record<Extract<StepLane, 'thread' | 'process'>, ReadiedLane>
