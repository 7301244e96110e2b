// Prints the fault of a process lane when this process can open no more files.
import { openSync } from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import { systemClock } from '../../main/async/clock.ts'
import { ProcessLane } from '../../main/run/lanes/processes.ts'
import { hostileTask, patiently } from './lane-suite.ts'

const entry = new URL('./hostile-process-entry.ts', import.meta.url)
await using lane = new ProcessLane({ entry, size: 1, clock: systemClock })
const { task } = await hostileTask('nothing')
try {
  for (;;) openSync('/dev/null', 'r')
} catch {
  const outcome = await lane.run(task, patiently()).then(
    () => 'done',
    (error: unknown) => Fault.from(error, '').code,
  )
  process.stdout.write(outcome)
}
