import type { IoLane } from './lanes/io.ts'
import type { Announcer } from './recording/announcer.ts'

/** Faces are told of every disk that does not answer. */
export function warnOfDisks(io: IoLane, announcer: Announcer): void {
  const warn = (message: string): void => announcer.tell({ type: 'notice', level: 'warn', message })
  io.onDeadDisk = (path) => warn(deadDiskText(path))
  io.onSilentDisk = (path) => warn(silentDiskText(path))
}

function deadDiskText(path: string): string {
  return `The disk of ${path.toWellFormed()} does not answer, so it is not waited for. What was under way there is left for the next run.`
}

function silentDiskText(path: string): string {
  return `The disk of ${path.toWellFormed()} does not answer. What is under way there goes on when it does.`
}
