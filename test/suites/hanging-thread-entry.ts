import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import type { ThreadJob } from '../../workers/serve-thread.ts'

/** Looks into a pipe and waits in the system until whoever writes into it has closed it, as in a disk that does not answer. */
export async function serve({ task, port }: ThreadJob): Promise<void> {
  port.postMessage({ type: 'started', threadId })
  // The message has to leave before the thread is taken away.
  await setImmediate()
  if (task.kind === 'inspect') readFileSync(task.paths[0] ?? '')
}
