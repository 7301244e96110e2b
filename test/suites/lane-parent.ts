// A parent to be killed: starts two endless tasks in child processes, and prints the pids of both once they are stuck. With a file of pixels as its
// argument, that is one which a codec in the place of JavaScript packs for a long time.
import { systemClock } from '../../main/async/clock.ts'
import { ProcessLane } from '../../main/run/lanes/processes.ts'
import type { TransformTask } from '../../contract/task.ts'
import { hostileTask, patiently } from './lane-suite.ts'
import { call, testLimits } from './run-steps.ts'

const [picture] = process.argv.slice(2)
const hostileEntry = new URL('./hostile-process-entry.ts', import.meta.url)
const realEntry = new URL('../../workers/process-entry.ts', import.meta.url)
const lane = new ProcessLane({ entry: picture ? realEntry : hostileEntry, size: 2, clock: systemClock })
await Promise.all(picture ? [stuckIn('image.convert', packing(picture))] : ['loop', 'silence'].map(hostile))
process.stdout.write(`${JSON.stringify(lane.pids())}\n`)

async function hostile(how: string): Promise<void> {
  const { task } = await hostileTask(how)
  await stuckIn('file.end', task)
}

function packing(path: string): TransformTask {
  return {
    kind: 'transform',
    family: 'image',
    sources: [{ path, type: 'image/png', sizeBytes: 1, name: 'source.png' }],
    trunk: [call('image.convert', { to: 'jxl', lossless: true, effort: 9 })],
    branches: [{ steps: [], target: `${path}.result` }],
    limits: testLimits,
  }
}

async function stuckIn(wanted: string, task: TransformTask): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  void lane.run(task, patiently({ onProgress: ({ step }) => step === wanted && resolve() }))
  return promise
}
