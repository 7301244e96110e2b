import { type MessagePort, threadId } from 'node:worker_threads'
import { Fault } from '../contract/fault.ts'
import { subjectOf, type Task, type TaskResult, type ThreadMessage } from '../contract/task.ts'
import { lacksPart } from './errno-fault.ts'
import { runTask } from './run-task.ts'
import { SparingProgress } from './sparing-progress.ts'
import type { Step } from './steps/define-step.ts'

/** What the thread lane hands over: the task, and where to tell of progress. */
export interface ThreadJob {
  task: Task
  port: MessagePort
}

/** Carries out one job in this thread. Never throws: a fault is an answer, since classes do not survive the way between threads. Ends the thread where that lacks a part of the program. */
export async function serveThread({ task, port }: ThreadJob, steps: readonly Step[]): Promise<ThreadMessage> {
  const tell = (message: ThreadMessage): void => port.postMessage(message)
  const progress = new SparingProgress((step, fraction) => tell({ type: 'progress', step, fraction }))
  tell({ type: 'started', threadId })
  try {
    const onWritten = (results: TaskResult[]): void => tell({ type: 'written', results: JSON.stringify(results) })
    return { type: 'done', reply: await runTask(task, { steps, onWritten, onProgress: progress.tell }) }
  } catch (error) {
    if (lacksPart(error)) return await endedBy(error)
    return { type: 'fault', fault: Fault.from(error, subjectOf(task)).toWire() }
  } finally {
    progress.flush()
    port.close()
  }
}

/** Uncaught, it ends the thread, and is told to whoever waits for the answer. */
function endedBy(error: unknown): Promise<never> {
  queueMicrotask(() => {
    throw error
  })
  return new Promise(() => {})
}
