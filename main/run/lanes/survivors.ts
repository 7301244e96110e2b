import type { ChildProcess } from '../../journal/results/recover.ts'
import { startTimeOf } from './process-facts.ts'

/** How long a killed process may take to vanish: it can be in the middle of a write. */
const vanishWithinMs = 5_000
const lookEveryMs = 10

/** Ends processes an earlier engine started and that outlived it. A number that now belongs to another process is left alone. */
export async function endSurvivors(processes: ChildProcess[]): Promise<void> {
  const alive = processes.filter(isAlive)
  for (const { pid } of alive) kill(pid)
  for (let waitedMs = 0; waitedMs < vanishWithinMs && alive.some(isAlive); waitedMs += lookEveryMs)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
}

const isAlive = ({ pid, start }: ChildProcess): boolean => startTimeOf(pid) === start

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}
