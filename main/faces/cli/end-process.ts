import { accessSync, constants } from 'node:fs'
import { stuckThreads } from '../../async/stuck-threads.ts'
import { exitCodes } from './exit-code.ts'

const signals: Record<number, NodeJS.Signals> = {
  [exitCodes.interrupted]: 'SIGINT',
  [exitCodes.terminated]: 'SIGTERM',
  [exitCodes.hungUp]: 'SIGHUP',
}

/** POSIX has one there. */
const shell = '/bin/sh'

/**
 * Ends this process with the exit code. Where a thread hangs in a disk that does not answer, Node would wait for it for ever: then a signal ends it
 * where it was interrupted or terminated, which shells tell as the same code, and otherwise a shell takes its place to end with that code. On a system
 * without one it ends by SIGKILL.
 */
export function endProcess(code: number, { isStuck = stuckThreads.count > 0 } = {}): never {
  const signal = signals[code]
  if (isStuck && !signal) endAsShell(code)
  if (isStuck) endBySignal(signal ?? 'SIGKILL')
  process.exit(code)
}

/** The system ends the threads of a process that becomes another program, and waits for none that a signal could end. Comes back where that cannot be. */
function endAsShell(code: number): void {
  try {
    accessSync(shell, constants.X_OK)
  } catch {
    // Node breaks down where it cannot be begun.
    return
  }
  process.execve?.(shell, [shell, '-c', `exit ${code}`], {})
}

function endBySignal(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
