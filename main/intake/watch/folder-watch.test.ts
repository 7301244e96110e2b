import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { settleWindowMs } from './settle-window.ts'
import { root } from './testing/virtual-disk.ts'
import { Watched } from './testing/watched.ts'

const settleMs = 2_000
const longMs = 700_000

test('200 writers, from 1 B/s to 100 MB/s with pauses shorter than the window: none is picked up early, each is once', async () => {
  let early = 0
  for (let seed = 1; seed <= 200; seed++) {
    await using watched = new Watched({ seed })
    const { clock, disk, taken } = watched
    disk.tells = () => clock.random() < 0.8
    await clock.advance(50)
    const bytesPerMs = 10 ** (clock.random() * 8 - 3)
    const path = `${root}/file`
    let written = disk.write(path, clock.random() < 0.5 ? 0 : 1)
    for (let writes = 1 + Math.floor(clock.random() * 12); writes > 0; writes--) {
      const pauseMs = clock.random() * 0.99 * settleWindowMs(written.sizeBytes, settleMs)
      await clock.advance(pauseMs)
      early += taken.length
      written = disk.write(path, Math.max(1, Math.round(bytesPerMs * pauseMs)))
    }
    await clock.advance(longMs)
    assert.deepEqual(
      taken.map(({ file }) => file.identity),
      [written],
      `seed ${seed}`,
    )
  }
  assert.equal(early, 0)
})

/** What may happen in a watched folder. */
type Happening =
  | { what: 'write' | 'touch' | 'remove' | 'move'; file: number; bytes: number }
  | { what: 'restart' | 'lose' | 'find' | 'exhaust' }

const name = (file: number): string => `${root}/${['a', 'b/c', 'b/d/e'][file % 3]}${file}`

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constantFrom('write' as const, 'write' as const, 'touch' as const, 'remove' as const, 'move' as const),
      file: fc.nat(5),
      bytes: fc.integer({ min: 0, max: 1_000_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('restart', 'lose', 'find', 'exhaust') }) },
)

async function happen(watched: Watched, event: Happening): Promise<void> {
  const { disk } = watched
  if (!('file' in event)) {
    if (event.what === 'restart') await watched.restart()
    else if (event.what === 'exhaust') disk.exhaust('limit')
    else disk.state = event.what === 'lose' ? 'gone' : 'there'
  } else if (event.what === 'write') disk.write(name(event.file), event.bytes)
  else if (event.what === 'touch') disk.touch(name(event.file))
  else if (event.what === 'remove') disk.remove(name(event.file))
  else disk.move(name(event.file), name(event.bytes % 6))
}

test('whatever happens, and however many events are lost: in the end every file was taken as it is, and no state of a file twice', async () => {
  const timed = fc.record({ afterMs: fc.nat(9_000), told: fc.boolean(), event: happening })
  await fc.assert(
    fc.asyncProperty(fc.array(timed, { maxLength: 40 }), async (story) => {
      await using watched = new Watched()
      for (const { afterMs, told, event } of story) {
        await watched.clock.advance(afterMs)
        watched.disk.tells = () => told
        await happen(watched, event)
      }
      watched.disk.state = 'there'
      await watched.clock.advance(longMs)
      for (const [path, identity] of watched.disk.files) assert.ok(watched.isTaken({ path, identity }), path)
      const states = watched.taken.map(({ file }) => JSON.stringify(file))
      assert.equal(new Set(states).size, states.length)
    }),
    { numRuns: 150 },
  )
})

test('a file is taken as soon as its window is over', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.write(`${root}/a`, 1_000)
  const writtenMs = watched.clock.monotonicMs()
  await watched.clock.advance(5_000)
  const waitedMs = (watched.taken[0]?.atMs ?? Number.POSITIVE_INFINITY) - writtenMs
  assert.ok(waitedMs >= settleMs && waitedMs < settleMs + 50, `${waitedMs} ms`)
})

test('partial downloads are passed over, and taken under their own name once they are renamed', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.write(`${root}/film.mp4.part`, 1_000)
  await watched.clock.advance(60_000)
  assert.equal(watched.taken.length, 0)
  watched.disk.move(`${root}/film.mp4.part`, `${root}/film.mp4`)
  await watched.clock.advance(5_000)
  assert.deepEqual(
    watched.taken.map(({ file }) => file.path),
    [`${root}/film.mp4`],
  )
})

test('while it is held, whole files wait; one that changes meanwhile is waited for again', async () => {
  await using watched = new Watched()
  watched.watch.hold('paused')
  await watched.clock.advance(50)
  watched.disk.write(`${root}/a`, 10)
  watched.disk.write(`${root}/b`, 10)
  await watched.clock.advance(10_000)
  assert.deepEqual([watched.watch.state.ready, watched.taken.length], [2, 0])
  watched.disk.tells = () => false
  const changed = watched.disk.write(`${root}/b`, 10)
  watched.watch.hold(null)
  assert.deepEqual(
    watched.taken.map(({ file }) => file.path),
    [`${root}/a`],
  )
  await watched.clock.advance(5_000)
  assert.deepEqual(watched.taken[1]?.file.identity, changed)
})

test('what waits for the hours starts when a person says so, all of it and no more at a time than can be held; what comes later waits', async () => {
  await using watched = new Watched()
  watched.watch.hold('out-of-hours')
  await watched.clock.advance(50)
  for (let file = 0; file < 2_500; file++) watched.disk.write(`${root}/${file}`, 10)
  await watched.clock.advance(30_000)
  watched.watch.startNow()
  watched.disk.write(`${root}/later`, 10)
  await watched.clock.advance(30_000)
  assert.equal(new Set(watched.taken.map(({ file }) => file.path)).size, 2_500)
  assert.ok(watched.mostAtOnce <= 100)
  const { files } = watched.watch.list(0, 10)
  assert.deepEqual(
    files.map(({ path, reason }) => [path, reason]),
    [[`${root}/later`, 'out-of-hours']],
  )
})

test('a paused folder takes nothing though it was told to start before', async () => {
  await using watched = new Watched()
  watched.watch.hold('out-of-hours')
  await watched.clock.advance(50)
  watched.disk.write(`${root}/a`, 10)
  await watched.clock.advance(30_000)
  watched.watch.hold('paused')
  watched.watch.startNow()
  await watched.clock.advance(1_000)
  assert.deepEqual([watched.taken.length, watched.watch.state.ready], [0, 1])
})

test('files taken by hand cost no room for the others', async () => {
  await using watched = new Watched()
  watched.watch.hold('out-of-hours')
  await watched.clock.advance(50)
  for (let file = 0; file < 300; file++) watched.disk.write(`${root}/${file}`, 10)
  await watched.clock.advance(30_000)
  for (let file = 0; file < 150; file++) watched.watch.takeNow(`${root}/${file}`)
  watched.mostAtOnce = 0
  watched.watch.hold(null)
  assert.deepEqual([watched.taken.length, watched.mostAtOnce], [300, 100])
})

test('a file can be taken before it is whole when a person says so, and is not taken again', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.write(`${root}/log`, 10)
  await watched.clock.advance(100)
  const { files, total } = watched.watch.list(0, 10)
  assert.deepEqual([files[0]?.path, files[0]?.reason, total], [`${root}/log`, 'settling', 1])
  assert.ok(watched.watch.takeNow(`${root}/log`))
  assert.ok(!watched.watch.takeNow(`${root}/log`))
  await watched.clock.advance(60_000)
  assert.equal(watched.taken.length, 1)
})

test('a file that was taken by hand does not wait again, however late the answer to a question about it comes', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  const [early, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  watched.answersWait.push(early.promise, late.promise)
  watched.disk.write(`${root}/a`, 10)
  await watched.clock.advance(20)
  watched.watch.rescan()
  await watched.clock.advance(20)
  early.resolve()
  await watched.clock.advance(1)
  assert.ok(watched.watch.takeNow(`${root}/a`))
  late.resolve()
  await watched.clock.advance(1)
  assert.equal(watched.watch.state.settling, 0)
})

test('a folder that goes away is waited for, says so, and is caught up with when it is back', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.write(`${root}/a`, 10)
  watched.disk.state = 'gone'
  await watched.clock.advance(60_000)
  assert.deepEqual([watched.watch.state.root, watched.taken.length], ['gone', 0])
  watched.disk.tells = () => false
  watched.disk.write(`${root}/b`, 10)
  watched.disk.state = 'there'
  await watched.clock.advance(15_000)
  assert.equal(watched.watch.state.root, 'there')
  assert.deepEqual(watched.taken.map(({ file }) => file.path).sort(), [`${root}/a`, `${root}/b`])
})

test('a folder that goes away says so as soon as the system tells of it', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.state = 'gone'
  watched.disk.remove(`${root}/in`)
  await watched.clock.advance(20)
  assert.equal(watched.watch.state.root, 'gone')
})

test('without events, or with no watch left to give, the folder is looked through at intervals and says why', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.exhaust('The limit is reached.')
  assert.deepEqual(watched.watch.state.polling, { why: 'limit', message: 'The limit is reached.', everyMs: 5_000 })
  watched.disk.write(`${root}/a`, 10)
  await watched.clock.advance(10_000)
  assert.equal(watched.taken.length, 1)
  await using silent = new Watched()
  silent.disk.hintable = false
  await silent.restart()
  silent.disk.write(`${root}/a`, 10)
  await silent.clock.advance(10_000)
  assert.equal(silent.watch.state.polling?.why, 'no-events')
  assert.equal(silent.taken.length, 1)
})

test('a disk that seems to tell of changes and does not is found out, and looked through at intervals until it is asked for again', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.tells = () => false
  for (const name of ['a', 'b']) {
    watched.disk.write(`${root}/${name}`, 1)
    await watched.clock.advance(300_000)
  }
  assert.equal(watched.watch.state.polling?.why, 'no-events')
  watched.disk.write(`${root}/c`, 1)
  await watched.clock.advance(10_000)
  assert.equal(watched.taken.length, 3)
  watched.disk.tells = () => true
  watched.watch.rescan()
  await watched.clock.advance(1_000)
  assert.equal(watched.watch.state.polling, null)
})

test('after the machine has slept the folder is looked through at once', async () => {
  await using watched = new Watched()
  await watched.clock.advance(50)
  watched.disk.tells = () => false
  watched.disk.write(`${root}/a`, 10)
  watched.clock.jumpWallClock(3_600_000)
  await watched.clock.advance(8_000)
  assert.equal(watched.taken.length, 1)
})

test('waiting files go in the order the rules want', async () => {
  for (const [order, expected] of [
    ['largest', ['c', 'b', 'a']],
    ['smallest', ['a', 'b', 'c']],
    ['newest', ['b', 'c', 'a']],
    ['oldest', ['a', 'c', 'b']],
    ['name', ['a', 'b', 'c']],
  ] as const) {
    await using watched = new Watched({ rules: { order } })
    watched.watch.hold('paused')
    await watched.clock.advance(50)
    for (const [file, bytes] of Object.entries({ a: 1, c: 3, b: 2 })) watched.disk.write(`${root}/${file}`, bytes)
    await watched.clock.advance(10_000)
    watched.watch.hold(null)
    assert.deepEqual(
      watched.taken.map(({ file }) => file.path.slice(root.length + 1)),
      expected,
      order,
    )
  }
})
