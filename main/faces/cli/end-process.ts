import { stuckThreads } from '../../async/stuck-threads.ts'
import { exitCodes } from './exit-code.ts'

const signals: Record<number, NodeJS.Signals> = {
  [exitCodes.interrupted]: 'SIGINT',
  [exitCodes.terminated]: 'SIGTERM',
  [exitCodes.hungUp]: 'SIGHUP',
}

/**
 * Ends this process with the exit code. Where a thread hangs in a disk that does not answer, Node would wait for it for ever: then a signal ends it,
 * which shells tell as the same code where it was interrupted or terminated, and as 137 otherwise.
 */
export function endProcess(code: number, { isStuck = stuckThreads.count > 0 } = {}): never {
  if (isStuck) {
    const signal = signals[code] ?? 'SIGKILL'
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  }
  process.exit(code)
}
