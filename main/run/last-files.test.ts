import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test, type TestContext } from 'node:test'
import { subjectOf, type Task } from '../../contract/task.ts'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import type { TaskOptions } from './lanes/task-lanes.ts'
import { ThreadLane } from './lanes/threads.ts'

type Threads = { run: (task: Task, options: TaskOptions) => Promise<unknown> }

/** In which order files of so many lines are begun on one core, and what became of them. */
async function begunOf(t: TestContext, lines: Record<string, number>, recipe = 'steps:\n  - file.text\n') {
  const texts = Object.entries(lines).map(([name, count]) => [name, 'line\r\n'.repeat(count)] as const)
  await using place = await openPlace(Object.fromEntries(texts))
  await place.host.client.ask('settings.set', { cores: 1 }, { signal: AbortSignal.timeout(60_000) })
  const begun: string[] = []
  const { run } = ThreadLane.prototype as unknown as Threads
  t.mock.method(ThreadLane.prototype as unknown as Threads, 'run', function (this: unknown, ...asked: [Task]) {
    if (asked[0].kind === 'transform') begun.push(basename(subjectOf(asked[0])))
    return Reflect.apply(run, this, asked)
  })
  const { states } = await place.run(`name: lines\n${recipe}`)
  return { begun, states: Object.values(states) }
}

test('the last files are begun largest first, so that no core is left with a large one; those before in the order they were found', async (t) => {
  const lines = { 'a.txt': 10, 'b.txt': 20, 'c.txt': 30, 'd.txt': 40, 'e.txt': 50 }
  const { begun, states } = await begunOf(t, lines)
  assert.deepEqual(begun, ['a.txt', 'b.txt', 'e.txt', 'd.txt', 'c.txt'])
  assert.deepEqual(states, ['done', 'done', 'done', 'done', 'done'])
})

test('where there are few files from the first on, those that wait are ordered as soon as the last is found', async (t) => {
  const { begun } = await begunOf(t, { 'a.txt': 10, 'b.txt': 20, 'c.txt': 30, 'd.txt': 40 })
  assert.deepEqual(begun, ['a.txt', 'd.txt', 'c.txt', 'b.txt'])
})

test('files whose results are named in their order, since only a result tells its name, are begun in it', async (t) => {
  const parts = 'steps:\n  - file.split: { size: 100 kB }\noutput: { name: "{stem}-{part}" }\n'
  const { begun, states } = await begunOf(t, { 'a.txt': 10, 'b.txt': 20, 'c.txt': 30, 'd.txt': 40 }, parts)
  assert.deepEqual(begun, ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  assert.deepEqual(states, ['done', 'done', 'done', 'done'])
})
