import { readFileSync } from 'node:fs'

/**
 * When a process was started, in clock ticks since the system was: with the pid it names one process for good (pids come round again).
 * Null where the system does not tell. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function startTimeOf(pid: number): string | null {
  return afterName(pid)?.[19] ?? null
}

/** Linux tells the processor time of processes in hundredths of a second. https://man7.org/linux/man-pages/man7/time.7.html */
const tickMs = 10

/** Processor time a process has had, with all its threads; null where the system does not tell. */
export function workedMsOf(pid: number): number | null {
  const [user, system] = afterName(pid)?.slice(11, 13).map(Number) ?? []
  return user === undefined || system === undefined ? null : (user + system) * tickMs
}

/** What the first thread of a process has started and not buried yet; nothing where the system does not tell. */
export function childrenOf(pid: number): number[] {
  return (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)
}

/** The fields of `stat` from the third on: the name in the second may hold spaces and brackets. */
function afterName(pid: number): string[] | undefined {
  return read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return null
  }
}
