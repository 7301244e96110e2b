// A parent to be killed: starts two endless tasks in child processes, and prints the pids of both once they are stuck.
import { systemClock } from '../../main/async/clock.ts'
import { ProcessLane } from '../../main/run/lanes/processes.ts'
import { hostileTask, patiently } from './lane-suite.ts'

const entry = new URL('./hostile-process-entry.ts', import.meta.url)
const lane = new ProcessLane({ entry, size: 2, clock: systemClock })
const stuck = ['loop', 'silence'].map(async (how) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { task } = await hostileTask(how)
  void lane.run(task, patiently({ onProgress: ({ step }) => step === 'file.end' && resolve() }))
  return promise
})
await Promise.all(stuck)
process.stdout.write(`${JSON.stringify(lane.pids())}\n`)
