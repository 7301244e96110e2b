import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import type { TaskOptions } from './lanes/task-lanes.ts'
import type { Task } from '../../contract/task.ts'
import { IoLane } from './lanes/io.ts'
import { ProcessLane } from './lanes/processes.ts'

type Io = { call: (...asked: [string, ...unknown[]]) => Promise<unknown> }
type Codecs = { run: (task: Task, options: TaskOptions) => Promise<unknown> }

const recipe = 'name: smaller\nsteps:\n  - image.resize: { longest: 20 }\n'
/** More than begin at once, on any machine. */
const files = availableParallelism() + 2

test('a core goes on to the next file while results wait for their disk', async (t) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const names = Array.from({ length: files }, (_, at) => `${at}.png`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, picture])))
  const begun = { files: 0, all: Promise.withResolvers<void>() }
  const { run } = ProcessLane.prototype as unknown as Codecs
  t.mock.method(
    ProcessLane.prototype as unknown as Codecs,
    'run',
    function (this: unknown, task: Task, how: TaskOptions) {
      if (task.kind === 'transform' && ++begun.files === files) begun.all.resolve()
      return Reflect.apply(run, this, [task, how])
    },
  )
  const { call } = IoLane.prototype as unknown as Io
  t.mock.method(IoLane.prototype as unknown as Io, 'call', async function (this: unknown, ...asked: [string]) {
    // No result is taken over before the last file has begun.
    if (asked[0] === 'seal') await begun.all.promise
    return Reflect.apply(call, this, asked)
  })
  const { batch } = await place.run(recipe)
  assert.deepEqual([batch.state, batch.counts.done], ['finished', files])
  assert.equal(Object.keys(place.tree()).filter((path) => path.startsWith('out/')).length, files)
})
