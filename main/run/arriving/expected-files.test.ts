import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { ExpectedFiles, closesAfterMs, silentMs } from './expected-files.ts'

/** A batch that only writes down what it is given, and ends with its feed. */
function takenBy(expected: ExpectedFiles): { names: string[]; ended: Promise<void> } {
  const names: string[] = []
  const feed = expected.newFeed()
  const io = { call: async (_: 'look', paths: string[]) => paths.map(() => identity) }
  const batch = { parts: { io }, record: { request: JSON.stringify({ sources: ['/drop'] }) } } as never
  const { signal } = new AbortController()
  const reading = (async () => {
    for await (const entries of feed.items({ signal })) names.push(...entries.map(({ path }) => path))
    return { state: 'finished' as const }
  })()
  return { names, ended: expected.fill(feed, { batch, finished: reading }) }
}

const identity = { dev: '1', ino: '1', sizeBytes: 10, mtimeNs: '0' }
const file = (nth: number) => ({ nth, path: `/drop/${nth}`, sizeBytes: 10 })

function expecting(files: number) {
  const clock = new VirtualClock()
  const over: string[] = []
  const announced = { files, bytes: files * 10, clock, onOver: () => over.push('over') }
  return { clock, over, expected: new ExpectedFiles(announced) }
}

test('a batch takes each file as soon as those before it are there, and is over with the last', async () => {
  const { clock, expected, over } = expecting(3)
  const { names, ended } = takenBy(expected)
  expected.hear({ leaving: false })
  expected.arrive(file(1))
  await clock.advance(0)
  assert.deepEqual(names, [])
  expected.arrive(file(0))
  await clock.advance(0)
  assert.deepEqual(names, ['/drop/0', '/drop/1'])
  assert.deepEqual(expected.told(), { files: 3, bytes: 30, arrived: 2, arrivedBytes: 20, closesMs: null })
  expected.arrive(file(2))
  await ended
  assert.deepEqual([names.length, expected.told(), over, clock.pendingTimers], [3, undefined, ['over'], 0])
})

test('files that cannot be looked at fail the batch, instead of being left out of one that seems done', async () => {
  const { expected } = expecting(1)
  const feed = expected.newFeed()
  const broken = new Error('the disk does not answer')
  const io = { call: () => Promise.reject(broken) }
  const batch = { parts: { io }, record: { request: JSON.stringify({ sources: ['/drop'] }) } } as never
  const finished = Promise.withResolvers<{ state: 'paused' }>()
  const ended = expected.fill(feed, { batch, finished: finished.promise })
  expected.arrive(file(0))
  await assert.rejects(Array.fromAsync(feed.items({ signal: new AbortController().signal })), broken)
  finished.resolve({ state: 'paused' })
  await ended
  assert.equal(expected.isWhole, true)
})

test('a sender that is silent is told as gone, and after its time the batch ends with what has come', async () => {
  const { clock, expected } = expecting(3)
  const { names, ended } = takenBy(expected)
  expected.hear({ leaving: false })
  expected.arrive(file(1))
  await clock.advance(silentMs)
  assert.equal(expected.told()?.closesMs, null)
  await clock.advance(1)
  assert.equal(expected.told()?.closesMs, clock.nowMs() - 1 - silentMs + closesAfterMs)
  expected.hear({ leaving: false })
  await clock.advance(closesAfterMs - 1)
  assert.deepEqual(names, [])
  await clock.advance(1)
  await ended
  assert.deepEqual(names, ['/drop/1'])
})

test('a sender that says that it leaves is told as gone at once', () => {
  const { clock, expected } = expecting(2)
  expected.hear({ leaving: false })
  expected.hear({ leaving: true })
  assert.equal(expected.told()?.closesMs, clock.nowMs() + closesAfterMs)
})

test('closed by a person, the batch goes on with what has come', async () => {
  const { expected, over } = expecting(3)
  const { names, ended } = takenBy(expected)
  expected.arrive(file(2))
  expected.close()
  await ended
  assert.deepEqual([names, over, expected.isWhole], [['/drop/2'], ['over'], false])
})
