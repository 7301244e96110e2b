import { constants, setPriority } from 'node:os'
import { systemClock } from './async/clock.ts'
import { entryUrl } from './entry-points.ts'
import type { Journal } from './journal/journal.ts'
import { ProcessLane, type ProcessMark } from './run/lanes/processes.ts'
import { ThreadLane } from './run/lanes/threads.ts'
import { machineCores, type Settings } from './settings/settings.ts'

/** Lanes have room for all the cores there are, should somebody set so; permits say how many work. */
function laneSize({ cores }: Settings): number {
  return Math.max(cores, machineCores)
}

export function threadLane(settings: Settings): ThreadLane {
  const heapBytes = settings.limits.workerMemoryMb * 2 ** 20
  return new ThreadLane({ size: laneSize(settings), entry: entryUrl('thread'), clock: systemClock, heapBytes })
}

export function processLane(journal: Promise<Journal>, settings: Settings): ProcessLane {
  const { onSpawn, onExit } = journalled(journal)
  const started = (mark: ProcessMark) => {
    onSpawn(mark)
    if (settings.pace === 'quiet') letOthersGoFirst(mark)
  }
  return new ProcessLane({
    size: laneSize(settings),
    entry: entryUrl('process'),
    clock: systemClock,
    onSpawn: started,
    onExit,
  })
}

function letOthersGoFirst({ pid }: ProcessMark): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // Gone already, or the system does not allow it: then it does not yield.
  }
}

/** For what nobody waits for in earnest: it gets the time that others leave. */
export function yieldingLane(journal: Journal, keeping: { idleMs?: number } = {}): ProcessLane {
  const { onSpawn, onExit } = journalled(journal)
  const yielding = (mark: ProcessMark) => {
    onSpawn(mark)
    letOthersGoFirst(mark)
  }
  const options = { size: 1, entry: entryUrl('process'), clock: systemClock, ...keeping }
  return new ProcessLane({ ...options, onSpawn: yielding, onExit })
}

/** Children are journalled, so that a later start can end those that outlive us; those of an earlier life are ended first. */
function journalled(journal: Journal | Promise<Journal>) {
  const note =
    (alive: boolean) =>
    ({ pid, startTime }: ProcessMark) => {
      if (startTime === null) return
      void Promise.resolve(journal)
        .then((open) => open.call('noteProcess', { pid, start: startTime, alive }))
        .catch(() => {})
    }
  return { onSpawn: note(true), onExit: note(false) }
}
