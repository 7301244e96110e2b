import { writeFileSync } from 'node:fs'
import { Fault } from '../contract/fault.ts'
import { type LaneMessage, subjectOf, type Task, type Usage, type WorkerMessage } from '../contract/task.ts'
import { lacksPart } from './errno-fault.ts'
import { endPrograms } from './external-program.ts'
import { runTask } from './run-task.ts'
import { SparingProgress } from './sparing-progress.ts'
import type { Step } from './steps/define-step.ts'
import { type ParentWatch, watchFromOutside, watchParent } from './watch-parent.ts'

/** What a program had taken away is put back when it has ended. The watch over the parent waits a little longer. */
const putBackMostMs = 300

/**
 * Makes this process a worker of the process lane that forked it: one task at a time, until it is killed. It is killed by the lane, or kills
 * itself when its parent is gone; signals from the terminal are for the parent to act on.
 */
export function serveProcess(steps: readonly Step[]): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('disconnect', () => {
    const programs = endPrograms()
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), programs > 0 ? putBackMostMs : 0)
  })
  volunteerForOutOfMemory()
  const watch = watchParent()
  process.on('message', (message: LaneMessage) => {
    watch.limitMemory(message.memoryBytes)
    if (mayHoldUp(message.task)) watchFromOutside()
    void answer(message, { steps, watch }).then(send)
  })
  send({ type: 'ready', usage: usage() })
}

/** Pictures are worked on by a codec that has threads of its own; what of them is not says so itself. */
function mayHoldUp(task: Task): boolean {
  return task.kind === 'inspect' || task.family !== 'image'
}

interface Serving {
  steps: readonly Step[]
  watch: ParentWatch
}

async function answer({ id, task }: LaneMessage, { steps, watch }: Serving): Promise<WorkerMessage> {
  let stage = ''
  const progress = new SparingProgress((step, fraction) => {
    stage = step
    send({ type: 'progress', id, step, fraction })
  })
  try {
    const onSpawned = (pid: number): void => send({ type: 'spawned', id, pid })
    const reply = await watch.guard(runTask(task, { steps, onProgress: progress.tell, onSpawned }))
    return { type: 'done', id, reply, usage: usage() }
  } catch (error) {
    progress.flush()
    return { type: 'fault', id, step: stage, fault: faultOf(error, subjectOf(task)).toWire(), usage: usage() }
  } finally {
    progress.flush()
  }
}

/** Of a child that says so another takes the place. */
function faultOf(error: unknown, subject: string): Fault {
  return lacksPart(error) ? new Fault('too-many-open', { subject, cause: error }) : Fault.from(error, subject)
}

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { residentBytes: residentBytes(), workedMs: (user + system) / 1000 }
}

/** Where too many files are open to ask the system, as much as can be: the lane gives such a child no further task. */
function residentBytes(): number {
  try {
    return process.memoryUsage.rss()
  } catch {
    return Number.MAX_SAFE_INTEGER
  }
}

/** A message that cannot be delivered has nobody left to read it: the process is about to end. */
function send(message: WorkerMessage): void {
  process.send?.(message, undefined, undefined, () => {})
}

/** Linux ends the process with the highest score first when memory runs out: better one file than the whole engine. */
function volunteerForOutOfMemory(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '800')
  } catch {
    // Other systems have no such file.
  }
}
