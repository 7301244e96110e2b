// Prints the fault of a lane, named by its argument, when this process can open no more files, and what comes of the same task once it can.
import { closeSync, openSync } from 'node:fs'
import { Fault } from '../../contract/fault.ts'
import { systemClock } from '../../main/async/clock.ts'
import { ProcessLane } from '../../main/run/lanes/processes.ts'
import { ThreadLane } from '../../main/run/lanes/threads.ts'
import { hostileTask, patiently } from './lane-suite.ts'

const entry = (what: string) => new URL(`./hostile-${what}-entry.ts`, import.meta.url)
const options = { size: 1, clock: systemClock }
await using lane =
  process.argv[2] === 'threads'
    ? new ThreadLane({ ...options, entry: entry('thread'), heapBytes: 2 ** 26 })
    : new ProcessLane({ ...options, entry: entry('process') })
await using hostile = await hostileTask('nothing')
const outcome = () => {
  const run = lane.run(hostile.task, patiently({ stallMs: 10_000 }))
  return run.then(
    () => 'done',
    (error: unknown) => Fault.from(error, '').code,
  )
}
const opened: number[] = []
try {
  for (;;) opened.push(openSync('/dev/null', 'r'))
} catch {
  const starved = await outcome()
  for (const file of opened) closeSync(file)
  process.stdout.write(`${starved}, ${await outcome()}`)
}
