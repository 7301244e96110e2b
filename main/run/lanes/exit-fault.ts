import { isLack } from '../../../contract/errno-faults.ts'
import { Fault } from '../../../contract/fault.ts'
import { overMemorySignal } from '../../../contract/task.ts'
import { errnoOf } from '../../io/errno.ts'

/** How a process ended: by itself with a code, by a signal, or by never having begun. */
export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
  error?: Error
  /** It said that it held too much memory. */
  isOverMemory?: boolean
}

/** What it means for a file that the process working on it has ended unasked; `lastWords` is the end of what it printed. */
export function exitFault(
  { code, signal, isOverMemory }: Exit,
  { subject, lastWords }: { subject: string; lastWords: string },
): Fault {
  if (isOverMemory || signal === overMemorySignal) return new Fault('worker-memory', { subject })
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  // Unasked for, it comes from the system when memory has run out, and hardly ever from a person.
  const hint = signal === 'SIGKILL' ? ' Probably the memory of this computer ran out.' : ''
  return new Fault('worker-crashed', { subject, why: `Its process ${how}.${hint}`, cause: lastWords || undefined })
}

/** What a failed start means: the system is short of something, or the program is broken. */
export function startFault({ code, signal, error }: Exit, lastWords: string): Fault {
  const errno = errnoOf(error)
  const subject = 'a worker process'
  if (isLack(errno)) {
    return new Fault('too-many-open', {
      subject,
      why: `The system cannot start another process (${errno}).`,
      cause: error,
    })
  }
  const cause = error ?? new Error(`It ended with ${signal ?? code}. ${lastWords}`)
  return new Fault('bug', { subject, why: 'It did not start.', cause })
}
