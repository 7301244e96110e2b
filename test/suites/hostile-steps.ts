import { spawn } from 'node:child_process'
import type { FileValue } from '../../workers/carriers/file-value.ts'
import { defineStep, type Step } from '../../workers/steps/define-step.ts'

/** Everything a codec can do to the program around it. */
const ends: Record<string, () => unknown> = {
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  exit: () => process.exit(3),
  throw: () => {
    throw new TypeError('a mistake')
  },
  loop: () => {
    for (;;);
  },
  silence: () => new Promise(() => {}),
  heap: () => {
    const hoard: number[][] = []
    for (;;) hoard.push(new Array<number>(100_000).fill(hoard.length))
  },
  memory: () => {
    const hoard: Buffer[] = []
    for (;;) hoard.push(Buffer.alloc(8 * 2 ** 20, hoard.length))
  },
  // As a step that needs a program does: in a process group of its own, told to the lane.
  program: () => {
    const program = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' })
    process.send?.({ type: 'spawned', id: 1, pid: program.pid })
    return new Promise(() => {})
  },
  lack: () => {
    isLacking = true
    requireParts()
  },
  nothing: requireParts,
}

/** As Node does with a part of the program that it could not load while too many files were open. */
let isLacking = false
function requireParts(): void {
  if (isLacking) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' })
}

/** Steps that no catalogue has, served by the test entries beside this file. */
export const hostileSteps: readonly Step[] = [
  defineStep({
    name: 'file.end',
    version: 1,
    title: 'End',
    summary: 'Ends in one of many ways.',
    shape: 'each',
    lane: 'process',
    accepts: ['*/*'],
    produces: 'same',
    facts: [],
    memoryFactor: 0,
    options: (z) => z.strictObject({ how: z.string() }),
    async run(file: FileValue, { how }, context) {
      context.progress(0.5)
      // The message of progress has to leave before the event loop is taken away.
      await new Promise((resolve) => setImmediate(resolve))
      await ends[how]?.()
      return file
    },
  }),
]
