import { isLack } from '../../../contract/errno-faults.ts'
import { Fault } from '../../../contract/fault.ts'
import { StallError } from '../../async/stall-timer.ts'
import { errnoOf } from '../../io/errno.ts'

/** Why a task in a thread failed: it said nothing for too long, was cancelled, raised a fault, or its thread is gone. `signal`: all that could end it. */
export function reasonOf(error: unknown, { signal, subject }: { signal: AbortSignal; subject: string }): unknown {
  if (signal.reason instanceof StallError) return new Fault('no-progress', { subject })
  if (signal.aborted) return signal.reason
  return error instanceof Fault ? error : crashFault(error, subject)
}

/** What it means for a file that its thread is gone, or could not begin. */
export function crashFault(cause: unknown, subject: string): Fault {
  const errno = errnoOf(cause)
  if (isLack(errno))
    return new Fault('too-many-open', { subject, why: 'The system cannot start another thread.', cause })
  const code = errno === 'ERR_WORKER_OUT_OF_MEMORY' ? 'worker-memory' : 'worker-crashed'
  return new Fault(code, { subject, cause })
}
