import { openSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import type { ThreadJob } from '../../workers/serve-thread.ts'

/** Looks into a pipe and waits in the system for whoever writes into it, as in a disk that does not answer. */
export async function serve({ task, port }: ThreadJob): Promise<void> {
  port.postMessage({ type: 'started', threadId })
  port.postMessage({ type: 'progress', step: 'look', fraction: 0 })
  // The messages have to leave before the thread is taken away.
  await setImmediate()
  if (task.kind === 'inspect') openSync(task.paths[0] ?? '', 'r')
}
