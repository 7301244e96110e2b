import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { test, type TestContext } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import type { TaskOptions } from './lanes/task-lanes.ts'
import type { Task } from '../../contract/task.ts'
import { IoLane } from './lanes/io.ts'
import { ProcessLane } from './lanes/processes.ts'
import { ThreadLane } from './lanes/threads.ts'

type Io = { call: (...asked: [string, ...unknown[]]) => Promise<unknown> }
type Codecs = { run: (task: Task, options: TaskOptions) => Promise<unknown> }

const recipe = 'name: smaller\nsteps:\n  - image.resize: { longest: 20 }\n'
/** More than begin at once, on any machine. */
const files = availableParallelism() + 2

test('a core goes on to the next file while results wait for their disk', async (t) => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await goesOn(t, { recipe, lane: ProcessLane.prototype, file: { ending: '.png', content: picture } })
})

test('a thread goes on to the next file while plain results wait for their disk', async (t) => {
  const file = { ending: '.txt', content: Buffer.from('a\r\n') }
  await goesOn(t, { recipe: 'name: lines\nsteps:\n  - file.text\n', lane: ThreadLane.prototype, file })
})

interface Going {
  recipe: string
  lane: ProcessLane | ThreadLane
  file: { ending: string; content: Buffer }
}

async function goesOn(t: TestContext, { recipe, lane, file: { ending, content } }: Going): Promise<void> {
  const names = Array.from({ length: files }, (_, at) => `${at}${ending}`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, content])))
  const begun = { files: 0, all: Promise.withResolvers<void>() }
  const { run } = lane as unknown as Codecs
  t.mock.method(lane as unknown as Codecs, 'run', function (this: unknown, task: Task, how: TaskOptions) {
    if (task.kind === 'transform' && ++begun.files === files) begun.all.resolve()
    return Reflect.apply(run, this, [task, how])
  })
  const { call } = IoLane.prototype as unknown as Io
  t.mock.method(IoLane.prototype as unknown as Io, 'call', async function (this: unknown, ...asked: [string]) {
    // No result is taken over before the last file has begun.
    if (asked[0] === 'seal') await begun.all.promise
    return Reflect.apply(call, this, asked)
  })
  const { batch } = await place.run(recipe)
  assert.deepEqual([batch.state, batch.counts.done], ['finished', files])
  assert.equal(Object.keys(place.tree()).filter((path) => path.startsWith('out/')).length, files)
}

test('of files that come apart into many no more are begun than there are cores while their parts go on the disk', async (t) => {
  const names = Array.from({ length: files }, (_, at) => `${at}.txt`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, 'a\nb\nc\n'])))
  const under = { way: 0, most: 0 }
  const { run } = ThreadLane.prototype as unknown as Codecs
  t.mock.method(
    ThreadLane.prototype as unknown as Codecs,
    'run',
    function (this: unknown, task: Task, how: TaskOptions) {
      if (task.kind === 'transform') under.most = Math.max(under.most, ++under.way)
      return Reflect.apply(run, this, [task, how])
    },
  )
  const { call } = IoLane.prototype as unknown as Io
  t.mock.method(IoLane.prototype as unknown as Io, 'call', async function (this: unknown, ...asked: [string]) {
    if (asked[0] !== 'seal') return Reflect.apply(call, this, asked)
    // As long as a slow disk may take: another file could begin many times over.
    for (let nth = 0; nth < 200; nth++) await Reflect.apply(call, this, ['look', [place.inPath]])
    const sealed = await Reflect.apply(call, this, asked)
    under.way -= 1
    return sealed
  })
  const { batch } = await place.run('name: parts\nsteps:\n  - file.split: { size: 2 }\n')
  assert.deepEqual([batch.state, batch.counts.done, batch.counts.results], ['finished', files, files * 3])
  assert.ok(under.most <= availableParallelism(), `${under.most} at a time`)
})
