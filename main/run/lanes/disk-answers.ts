import { Worker } from 'node:worker_threads'
import { leaveThread } from '../../async/stuck-threads.ts'
import type { Clock } from '../../async/clock.ts'
import { toFs } from '../../io/paths.ts'

/** Runs as text: whoever loads a file for this would ask a disk before the one in question. */
const question = `try {
  process.getBuiltinModule('node:fs').statfsSync(process.getBuiltinModule('node:worker_threads').workerData)
} catch {}`

/**
 * Whether the disk of a path says anything within the time, be it that there is nothing. How much room there is, is asked of the disk itself each time,
 * and answered by a healthy one also while it is busy writing. A thread of its own asks, and is left behind where it hangs. `onLate`: it has
 * answered after all, once it was given up.
 */
export async function diskAnswers(
  path: string,
  { clock, timeoutMs, onLate }: { clock: Clock; timeoutMs: number; onLate: () => void },
): Promise<boolean> {
  const worker = new Worker(question, { eval: true, workerData: toFs(path), execArgv: [] })
  const answer = Promise.withResolvers<boolean>()
  worker.once('error', () => answer.resolve(true))
  worker.once('exit', () => answer.resolve(true))
  using _ = clock.after(timeoutMs, () => answer.resolve(false))
  const answers = await answer.promise
  if (answers) return true
  const late = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  leaveThread(worker, late)
  void late.then(onLate)
  return false
}
