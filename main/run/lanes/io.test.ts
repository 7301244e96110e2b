import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { systemClock } from '../../async/clock.ts'
import { stuckThreads } from '../../async/stuck-threads.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { diskAnswers } from './disk-answers.ts'
import { IoLane } from './io.ts'

/** A thread that ends at its first call, and one that answers every call with `true`. */
const dying = 'parentPort.on("message", () => process.exit(1))'
const answering =
  'parentPort.on("message", ({ text }) => parentPort.postMessage(JSON.stringify({ ...JSON.parse(text), ok: true, value: [true] })))'

function threadOf(folder: string, body: string): URL {
  const path = join(folder, 'thread.mjs')
  writeFileSync(path, `import { parentPort } from 'node:worker_threads'\n${body}\n`)
  return pathToFileURL(path)
}

test('a thread that ends fails what it was asked, and the next call has another', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 1, entry: threadOf(folder.path, dying) })
  await assert.rejects(io.call('occupied', ['/a']), { code: 'bug' })
  threadOf(folder.path, answering)
  assert.deepEqual(await io.call('occupied', ['/a']), [true])
})

/** Answers with the number of the thread. */
const numbered = `import { threadId } from 'node:worker_threads'
parentPort.on("message", ({ text }) => parentPort.postMessage(JSON.stringify({ ...JSON.parse(text), ok: true, value: [threadId] })))`

const growing = (folder: string) =>
  new IoLane({ clock: systemClock, threads: 1, mostThreads: 2, entry: threadOf(folder, numbered) })

test('a second thread starts when the first has more to do than it takes in turn, and no third', async () => {
  using folder = temporaryFolder()
  await using io = growing(folder.path)
  const threadsOf = async (calls: number) =>
    new Set((await Promise.all(Array.from({ length: calls }, () => io.call('occupied', ['/a'])))).flat()).size
  assert.equal(await threadsOf(1), 1)
  assert.equal(await threadsOf(4), 1)
  assert.equal(await threadsOf(9), 2)
})

/** No other starts beside the first, as where too many files are open. */
const lone = (folder: string) => `import { mkdirSync } from 'node:fs'
try {
  mkdirSync(${JSON.stringify(join(folder, 'first'))})
} catch {
  process.exit(1)
}
parentPort.on('message', ({ text }) => parentPort.postMessage(JSON.stringify({ ...JSON.parse(text), ok: true, value: ['done'] })))`

test('what was asked of a further thread that cannot start is done by those there are', async () => {
  using folder = temporaryFolder()
  const entry = threadOf(folder.path, lone(folder.path))
  await using io = new IoLane({ clock: systemClock, threads: 1, mostThreads: 2, entry })
  await io.call('occupied', ['/a'])
  const calls = Array.from({ length: 20 }, () => io.call('occupied', ['/a']))
  assert.equal((await Promise.all(calls)).flat().length, 20)
  io.growTo()
  assert.deepEqual(await io.shareOut(['/a'], (share) => io.call('occupied', share)), ['done'])
})

/** Answers the first call when there is a second, and not before: it is a slow one. */
const slow = `import { threadId } from 'node:worker_threads'
const held = []
const answer = (text) => parentPort.postMessage(JSON.stringify({ ...JSON.parse(text), ok: true, value: [threadId] }))
parentPort.on("message", ({ text }) => held.push(text) > 1 ? held.splice(0).forEach(answer) : JSON.parse(text).input[0] === '/alone' && answer(held.pop()))`

test('a second thread starts for a third call where the first has waited for long', async () => {
  using folder = temporaryFolder()
  const clock = new VirtualClock()
  await using io = new IoLane({ clock, threads: 1, mostThreads: 2, entry: threadOf(folder.path, slow) })
  const first = io.call('occupied', ['/slow'])
  await clock.advance(100)
  const rest = [io.call('occupied', ['/slow']), io.call('occupied', ['/alone'])]
  const answers: unknown[] = (await Promise.all([first, ...rest])).flat()
  assert.equal(new Set(answers).size, 2)
})

test('what is shared out has a thread for each share', async () => {
  using folder = temporaryFolder()
  await using io = growing(folder.path)
  const paths = Array.from({ length: 100 }, (_, n) => `/${n}`)
  const answers: unknown[] = await io.shareOut(paths, (share) => io.call('occupied', share))
  assert.equal(new Set(answers).size, 2)
})

test('whoever asks one certain thread for the rest is told that it has ended', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 1, entry: threadOf(folder.path, dying) })
  const pinned = io.pinned()
  await assert.rejects(pinned.call('walkNext', 1), { code: 'bug' })
  await assert.rejects(pinned.call('walkNext', 1), { code: 'bug' })
})

test('closing does not wait for an answer of a thread that has ended', async () => {
  using folder = temporaryFolder()
  const io = new IoLane({ clock: systemClock, threads: 1, entry: threadOf(folder.path, dying) })
  const asked = assert.rejects(io.call('occupied', ['/a']), { code: 'bug' })
  await io[Symbol.asyncDispose]()
  await asked
  assert.ok(existsSync(folder.path))
})

/**
 * Hangs in the system with what is called `hangs`, makes what is called `made`, and answers about the rest when it is let go on. That it hangs is told
 * by a child it waits for: a thread that said so itself could still be ended before it does.
 */
const hanging = `import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
parentPort.on("message", ({ text, stop }) => {
  const { id, input } = JSON.parse(text)
  if (input[0].endsWith('/hangs')) execFileSync('sh', ['-c', ': > "$0-begun"; : < "$0"', input[0]])
  if (input[0].endsWith('/made')) fs.writeFileSync(input[0], '')
  if (stop) Atomics.wait(stop, 0, 0)
  parentPort.postMessage(JSON.stringify({ id, ok: true, value: [true] }))
})`

/** A disk that does not answer before it is back, as a pipe that nobody writes to does not open. */
function deadDisk(folder: string) {
  const path = join(folder, 'dead')
  const hangs = join(path, 'hangs')
  mkdirSync(path)
  execFileSync('mkfifo', [hangs])
  let writer: number | undefined
  // It stays there to the end of the tests: whoever was about to open the pipe would wait for the next for ever.
  const comesBack = (): void => void (writer ??= openSync(hangs, 'r+'))
  return { hangs, at: (name: string) => join(path, name), comesBack, [Symbol.dispose]: comesBack }
}

const skip = process.platform === 'win32' ? 'Windows has no such pipes' : false

/** A thread that is given up while it still loads its module would look for that when it is gone. */
async function whenLoaded(io: IoLane, threads: number): Promise<void> {
  await Promise.all(Array.from({ length: threads }, () => io.call('occupied', ['/else'])))
}

/** Lets everything that is about to happen between threads happen, while virtual time goes on. */
async function untilSettled(clock: VirtualClock, isOver: () => boolean, disk?: { hangs: string }): Promise<void> {
  const hasBegun = (): boolean => !disk || existsSync(`${disk.hangs}-begun`)
  while (!hasBegun()) await new Promise((resolve) => setImmediate(resolve))
  while (!isOver()) {
    await clock.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A lane of one thread that was given up in a disk which does not answer, and who still waits for an end. */
async function givenUp(folder: string, disk: ReturnType<typeof deadDisk>) {
  const clock = new VirtualClock()
  const io = new IoLane({ threads: 1, clock, entry: threadOf(folder, hanging), answers: async () => false })
  await whenLoaded(io, 1)
  const hurry = io.hurry()
  let isLost = false
  const lost = [disk.hangs, disk.at('made')].map((path) => io.call('look', [path]).catch(() => (isLost = true)))
  await untilSettled(clock, () => isLost, disk)
  await Promise.all(lost)
  return { io, hurry }
}

test('a thread that was given up does nothing more of what it was asked once its disk is back', { skip }, async () => {
  using folder = temporaryFolder()
  using disk = deadDisk(folder.path)
  const { io, hurry } = await givenUp(folder.path, disk)
  disk.comesBack()
  while (stuckThreads.count > 0 && !existsSync(disk.at('made'))) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(existsSync(disk.at('made')), false)
  hurry[Symbol.dispose]()
  await io[Symbol.asyncDispose]()
})

test('closing gives up a thread that hangs in a disk which does not answer, and waits for one on a disk that does', {
  skip,
}, async () => {
  using folder = temporaryFolder()
  using disk = deadDisk(folder.path)
  const clock = new VirtualClock()
  const answers = async (path: string) => path !== disk.hangs
  const io = new IoLane({ threads: 2, clock, entry: threadOf(folder.path, hanging), answers })
  await whenLoaded(io, 2)
  const dead: string[] = []
  io.onDeadDisk = (path) => void dead.push(path)
  const goOn = new Int32Array(new SharedArrayBuffer(4))
  const lost = assert.rejects(io.call('look', [disk.hangs]), { code: 'volume-gone', subject: disk.hangs })
  const slow = io.call('occupied', ['/slow/b'], goOn)
  let isClosed = false
  const closing = io[Symbol.asyncDispose]().then(() => (isClosed = true))
  await untilSettled(clock, () => dead.length > 0, disk)
  await lost
  await clock.advance(3_600_000)
  assert.deepEqual([dead, isClosed, stuckThreads.count > 0], [[disk.hangs], false, true])
  Atomics.store(goOn, 0, 1)
  Atomics.notify(goOn, 0)
  assert.deepEqual(await slow, [true])
  await closing
})

/** Hangs at what is on `/dead` as long as its word says so, and tells what it has begun. */
const reviving = `import { workerData } from 'node:worker_threads'
import { begin } from ${JSON.stringify(new URL('../../io/begun.ts', import.meta.url).href)}
parentPort.on("message", ({ text, stop }) => {
  const { id, input } = JSON.parse(text)
  if (!begin(workerData, id)) return
  if (stop) Atomics.wait(stop, 0, 0)
  parentPort.postMessage(JSON.stringify({ id, ok: true, value: input }))
})`

test('a disk that does not answer holds up no other, and what is for it goes on when it does', async () => {
  using folder = temporaryFolder()
  const clock = new VirtualClock()
  let isBack = false
  let revive = (): void => {}
  const answers: typeof diskAnswers = async (path, { onLate }) => {
    if (path.startsWith('/dead')) revive = onLate
    return isBack || !path.startsWith('/dead')
  }
  await using io = new IoLane({ threads: 1, clock, entry: threadOf(folder.path, reviving), answers })
  await whenLoaded(io, 1)
  const silent: string[] = []
  io.onSilentDisk = (path) => void silent.push(path)
  const word = new Int32Array(new SharedArrayBuffer(4))
  const hanging = io.call('occupied', ['/dead/.mr-0123456789-a'], word)
  const behind = [io.call('occupied', ['/else']), io.call('occupied', ['/dead/b'])] as const
  let isDone = false
  void behind[0].then(() => (isDone = true))
  await untilSettled(clock, () => isDone)
  let isLateDone = false
  const late = io.call('occupied', ['/dead/c']).finally(() => (isLateDone = true))
  assert.deepEqual(await io.call('occupied', ['/other']), ['/other'])
  assert.deepEqual([silent, isLateDone], [['/dead'], false])
  Atomics.store(word, 0, 1)
  Atomics.notify(word, 0)
  isBack = true
  revive()
  await untilSettled(clock, () => isLateDone)
  assert.deepEqual(await Promise.all([hanging, behind[1], late]), [
    ['/dead/.mr-0123456789-a'],
    ['/dead/b'],
    ['/dead/c'],
  ])
})

test('what would go to a disk that is known not to answer is refused while somebody waits for an end', {
  skip,
}, async () => {
  using folder = temporaryFolder()
  using disk = deadDisk(folder.path)
  const { io, hurry } = await givenUp(folder.path, disk)
  await assert.rejects(io.call('look', [join(disk.hangs, '.mr-0123456789-b')]), { code: 'volume-gone' })
  assert.deepEqual(await io.call('occupied', ['/else']), [true])
  hurry[Symbol.dispose]()
  await io[Symbol.asyncDispose]()
})

test('a disk that cannot be asked is waited for', { skip }, async () => {
  using folder = temporaryFolder()
  using disk = deadDisk(folder.path)
  const clock = new VirtualClock()
  const answers = () => Promise.reject(new Error('no thread for the question'))
  await using io = new IoLane({ threads: 1, clock, entry: threadOf(folder.path, hanging), answers })
  await whenLoaded(io, 1)
  using _ = io.hurry()
  const answer = io.call('look', [disk.hangs])
  await untilSettled(clock, () => clock.monotonicMs() > 60_000, disk)
  disk.comesBack()
  assert.deepEqual(await answer, [true])
})

/** Answers when it is let go on. */
const waiting = `parentPort.on("message", ({ text, stop }) => {
  if (stop) Atomics.wait(stop, 0, 0)
  parentPort.postMessage(JSON.stringify({ id: JSON.parse(text).id, ok: true, value: [true] }))
})`

test('nobody waits behind what reads a large file, and several of those go on at once', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 1, entry: threadOf(folder.path, waiting) })
  const goOn = new Int32Array(new SharedArrayBuffer(4))
  const planned = { dev: '1', ino: '1', mtimeNs: '1', sizeBytes: 2 ** 30 }
  const request = { source: '/a', planned, folder: '/out', attempt: '.mr-a', keepTimes: true, keepMode: true }
  const ended: string[] = []
  const copies = ['first', 'second'].map((name) => io.call('copy', [request], goOn).then(() => ended.push(name)))
  assert.deepEqual(await io.call('occupied', ['/b']), [true])
  const other = io.call('copy', [{ ...request, source: '/c' }])
  assert.deepEqual(await other, [true])
  assert.deepEqual(ended, [])
  Atomics.store(goOn, 0, 1)
  Atomics.notify(goOn, 0)
  await Promise.all(copies)
  assert.deepEqual(new Set(ended), new Set(['first', 'second']))
})

test('what a thread was asked for is told until it has answered, or has ended', { skip }, async () => {
  using folder = temporaryFolder()
  const clock = new VirtualClock()
  const io = new IoLane({ threads: 1, clock, entry: threadOf(folder.path, hanging) })
  const goOn = new Int32Array(new SharedArrayBuffer(4))
  await clock.advance(1_000)
  const answer = io.call('occupied', ['/slow/b'], goOn)
  assert.deepEqual(io.underWay(), [{ what: 'occupied', who: '/slow/b', startedMs: 1_000 }])
  Atomics.store(goOn, 0, 1)
  Atomics.notify(goOn, 0)
  await answer
  assert.deepEqual(io.underWay(), [])
  await io[Symbol.asyncDispose]()
  using other = temporaryFolder()
  await using ending = new IoLane({ threads: 1, clock, entry: threadOf(other.path, dying) })
  await assert.rejects(ending.call('occupied', ['/a']))
  assert.deepEqual(ending.underWay(), [])
})
