import { readdirSync, readFileSync } from 'node:fs'

/** What a program and all it has started carry in their environment, wherever they have moved to: whoever has not been started by us cannot have it. */
const markVariable = 'MR_CALL'

/** More are only there where each starts another before it is ended. */
const mostRounds = 10

export function markedWith(mark: string): Record<string, string> {
  return { [markVariable]: mark }
}

/**
 * Ends everything that carries a mark, also in a session of its own. Only Linux tells what a process was given; elsewhere nothing is ended. A program that
 * has emptied its environment is not found.
 */
export function endMarked(mark: string): void {
  if (process.platform !== 'linux') return
  for (let round = 0; round < mostRounds; round++) {
    const found = processIds().filter((pid) => isMarked(pid, mark))
    if (found.length === 0) return
    for (const pid of found) end(pid)
  }
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** One that is only waiting to be buried has no environment any more. */
function isMarked(pid: number, mark: string): boolean {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${markVariable}=${mark}\0`)
  } catch {
    // It is another person's, or has ended.
    return false
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
