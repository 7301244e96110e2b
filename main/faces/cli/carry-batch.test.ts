import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { runCommandLine } from './command-line.ts'
import { doorsTo, FakeTerminal, type FakeWorld, fakeWorld } from './testing/fake-world.ts'
import { endedRowOf, ScriptedEngine, snapshotOf } from './testing/scripted-engine.ts'

const command = ['run', '--recipe', 'copy', '--out', '/out', '/in']
const truncated = new Fault('file-truncated', { subject: '/in/b\u001b.jpg', why: 'Half is missing.' }).toWire()
const lineOf = (path: string, state: string) =>
  JSON.stringify({ batch: 'batch-1', path, state, reused: false, outputs: [], ms: 1 })
const failedLine = JSON.stringify({
  ...JSON.parse(lineOf('/in/b\u001b.jpg', 'failed')),
  code: truncated.code,
  message: truncated.message,
  remedy: truncated.remedy,
})

/** An engine that starts batch-1 on request and has the given report. */
function engineWith(lines: string[] = []): ScriptedEngine {
  return new ScriptedEngine({
    'batch.start': () => ({ batch: snapshotOf() }),
    'batch.report': ({ after = -1 }) => {
      const page = lines.slice(after + 1, after + 3)
      const next = after + 1 + page.length
      return { lines: page, next: next < lines.length ? next - 1 : null }
    },
    'batch.cancel': () => ({ cancelled: 1 }),
  })
}

test('a run without trouble says where results are and the ways back', async () => {
  const engine = engineWith()
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  engine.announce({ type: 'ended', batchId: 'batch-1', rows: [endedRowOf()] })
  await world.clock.advance(2000)
  const counts = { total: 4742, done: 4742, totalBytes: 5e9, endedBytes: 5e9, outputBytes: 34.1e9 }
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished', counts }) })
  assert.equal(await running, 0)
  assert.deepEqual(world.stdout.lines, [
    'Running Copy. Results go to /out',
    '4,742 files done in 2.0 s. 34.1 GB of results in /out',
    'Take back: millrace undo batch-1   Check: millrace verify batch-1',
  ])
  assert.equal(world.stderr.text, '')
})

test('a failed file is named as it fails, grouped by cause at the end, and makes the exit code 1', async () => {
  const engine = engineWith([lineOf('/in/a.jpg', 'done'), failedLine])
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  const row = endedRowOf({ path: '/in/b\u001b.jpg', state: 'failed', fault: truncated })
  engine.announce({ type: 'ended', batchId: 'batch-1', rows: [row] })
  await world.clock.advance(0)
  const named =
    'failed: /in/b\\u001b.jpg ends too early. Half is missing. Replace it with a whole copy and retry. (file-truncated)'
  assert.equal(world.stdout.lines.at(-1), named)
  engine.announce({
    type: 'finished',
    batch: snapshotOf({ state: 'finished', counts: { total: 2, done: 1, failed: 1 } }),
  })
  assert.equal(await running, 1)
  assert.deepEqual(world.stdout.lines.slice(2), [
    '',
    '1 file failed. Replace it with a whole copy and retry. (file-truncated)',
    '  /in/b\\u001b.jpg ends too early. Half is missing.',
    '',
    '1 file done, 1 failed in 0.0 s. Results in /out',
    'Take back: millrace undo batch-1   Check: millrace verify batch-1',
    'Go on: millrace resume batch-1',
  ])
})

test('a file that failed before this face came is named all the same, once', async () => {
  const engine = engineWith([failedLine])
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished', counts: { total: 1, failed: 1 } }) })
  assert.equal(await running, 1)
  assert.equal(world.stdout.lines.filter((line) => line.startsWith('failed: ')).length, 1)
})

test('the report is whole, read in pages, and replaces an older one', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await writeFile(join(folder.path, 'r.jsonl'), `${lineOf('/in/old', 'done')}\n`)
  const lines = ['a', 'b', 'c', 'd', 'e'].map((name) => lineOf(`/in/${name}`, 'done'))
  const engine = engineWith(lines)
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const running = runCommandLine([...command, '--report', 'r.jsonl'], world)
  await engine.wasAsked('batch.start')
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished', counts: { total: 5, done: 5 } }) })
  assert.equal(await running, 0)
  assert.equal(await readFile(join(folder.path, 'r.jsonl'), 'utf8'), lines.map((line) => `${line}\n`).join(''))
  assert.deepEqual(await readdir(folder.path), ['r.jsonl'])
})

test('a report never takes the place of a file that is none', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  const photo = join(folder.path, 'photo.jpg')
  await writeFile(photo, 'the only copy')
  const engine = engineWith()
  for (const more of [[], ['--follow-report']]) {
    const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
    assert.equal(await runCommandLine([...command, '--report', 'photo.jpg', ...more], world), 2)
    assert.match(world.stderr.text, /photo\.jpg: The report would replace this file, which is no report\./)
  }
  assert.equal(await readFile(photo, 'utf8'), 'the only copy')
  assert.deepEqual(engine.asked, [])
})

test('a report that cannot be written is said before any work', async () => {
  const engine = engineWith()
  const world = fakeWorld({ doors: doorsTo(engine) })
  assert.equal(await runCommandLine([...command, '--report', '/nowhere/r.jsonl'], world), 2)
  assert.match(world.stderr.text, /\/nowhere\/r\.jsonl: There is no such folder for the report: make it first\./)
  assert.deepEqual(engine.asked, [])
})

test('a report that cannot be written any more at the end hides no finished run', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  const reports = join(folder.path, 'reports')
  await mkdir(reports)
  const engine = engineWith([lineOf('/in/a', 'done')])
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const running = runCommandLine([...command, '--report', 'reports/r.jsonl'], world)
  await engine.wasAsked('batch.start')
  await rm(reports, { recursive: true })
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished', counts: { total: 1, done: 1 } }) })
  assert.equal(await running, 1)
  assert.deepEqual(world.stdout.lines.slice(1), [
    '1 file done in 0.0 s. Results in /out',
    `The report could not be written. ${join(reports, 'r.jsonl')} is not there. (file-missing)`,
    'Write one later: millrace resume batch-1 --report <file>',
    'Take back: millrace undo batch-1   Check: millrace verify batch-1',
  ])
})

test('a followed report has each file the moment it ends', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  const engine = engineWith()
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const running = runCommandLine([...command, '--report', 'r.jsonl', '--follow-report'], world)
  await engine.wasAsked('batch.start')
  const outputs = [{ path: '/out/a.txt', bytes: 3, sha256: 'ab' }]
  engine.announce({ type: 'ended', batchId: 'batch-1', rows: [endedRowOf({ path: '/in/a\udcff', outputs })] })
  await world.clock.advance(0)
  const line = JSON.parse(await readFile(join(folder.path, 'r.jsonl'), 'utf8'))
  const pathKey = Buffer.from([...Buffer.from('/in/a'), 0xff]).toString('base64url')
  assert.deepEqual(line, {
    batch: 'batch-1',
    path: '/in/a\ufffd',
    pathKey,
    state: 'done',
    reused: false,
    outputs,
    ms: 1,
  })
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished' }) })
  assert.equal(await running, 0)
})

test('with --json, stdout is one event a line and nothing else', async () => {
  const engine = engineWith([failedLine])
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine([...command, '--json'], world)
  await engine.wasAsked('batch.start')
  const finished = snapshotOf({ state: 'finished', reason: '\u009b\u202e', counts: { total: 1, failed: 1 } })
  engine.announce({ type: 'finished', batch: finished })
  assert.equal(await running, 1)
  assert.deepEqual(
    world.stdout.lines.map((line) => JSON.parse(line)),
    [
      { type: 'batch', batch: snapshotOf() },
      { type: 'finished', batch: finished },
    ],
  )
  assert.doesNotMatch(world.stdout.text, /[\u009b\u202e]/)
  assert.match(world.stderr.text, /1 file failed/)
})

test('Ctrl-C finishes the files in hand, the second stops now, and the report is written', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  const engine = engineWith([lineOf('/in/a', 'done'), lineOf('/in/b', 'cancelled')])
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const running = runCommandLine([...command, '--report', 'r.jsonl'], world)
  await engine.wasAsked('batch.start')
  engine.announce({ type: 'batch', batch: snapshotOf({ counts: { running: 2 } }) })
  await world.clock.advance(1000)
  world.interrupts.request('interrupt')
  world.interrupts.request('interrupt')
  await world.clock.advance(1000)
  world.interrupts.request('interrupt')
  await engine.wasAsked('batch.cancel')
  const counts = { total: 2, done: 1, cancelled: 1 }
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'cancelled', counts }) })
  assert.equal(await running, 130)
  const cancels = engine.asked.filter(({ command: asked }) => asked === 'batch.cancel')
  assert.deepEqual(
    cancels.map(({ input }) => input),
    [
      { batch: 'batch-1', how: 'finish' },
      { batch: 'batch-1', how: 'now' },
    ],
  )
  assert.deepEqual(world.stdout.lines.slice(1, 4), [
    'Finishing the 2 files in hand, taking no more. Ctrl-C again stops at once.',
    'Stopping now and removing what is half made.',
    'Stopped: 1 file done, 1 not done in 2.0 s. Results in /out',
  ])
  assert.equal((await readFile(join(folder.path, 'r.jsonl'), 'utf8')).split('\n').length, 3)
})

test('SIGTERM stops like the first Ctrl-C and exits 143; a third request leaves at once', async () => {
  const engine = engineWith()
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  for (let nth = 0; nth < 3; nth++) {
    await world.clock.advance(200)
    world.interrupts.request('terminate')
  }
  assert.deepEqual(world.exits, [143])
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'cancelled' }) })
  assert.equal(await running, 143)
})

test('a request to stop while the batch is being begun cancels it as soon as it has begun', async () => {
  const engine = engineWith()
  const begun = Promise.withResolvers<{ batch: ReturnType<typeof snapshotOf> }>()
  engine.answers['batch.start'] = () => begun.promise
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  world.interrupts.request('interrupt')
  begun.resolve({ batch: snapshotOf() })
  await engine.wasAsked('batch.cancel')
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'cancelled' }) })
  assert.equal(await running, 130)
})

test('a request to stop that comes while the engine is opened begins nothing', async () => {
  const engine = engineWith()
  const doors = doorsTo(engine)
  const world: FakeWorld = fakeWorld({
    doors: {
      openHost: (options) => {
        world.interrupts.request('interrupt')
        return doors.openHost(options)
      },
    },
  })
  assert.equal(await runCommandLine(command, world), 130)
  assert.deepEqual(
    engine.asked.filter(({ command: name }) => name === 'batch.start'),
    [],
  )
})

test('a run cancelled from elsewhere is not a success', async () => {
  const engine = engineWith()
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'cancelled' }) })
  assert.equal(await running, 130)
})

test('a batch that was over at once needs no further events', async () => {
  const engine = engineWith()
  engine.answers['batch.start'] = () => ({ batch: snapshotOf({ state: 'finished', counts: { total: 1, done: 1 } }) })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const running = runCommandLine(command, world)
  await engine.wasAsked('batch.start')
  await world.clock.advance(1000)
  assert.equal(await running, 0)
})

test('paths are made absolute, waiting depends on who watches', async () => {
  for (const [live, waitMs] of [
    [true, 600_000],
    [false, 0],
  ] as const) {
    const engine = engineWith()
    const world = fakeWorld({ cwd: '/work', stderr: new FakeTerminal({ live }), doors: doorsTo(engine) })
    const running = runCommandLine(['run', '--recipe', './my.yaml', '--out', 'web', 'a', '../b/', '/c'], world)
    await engine.wasAsked('batch.start')
    engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished' }) })
    await running
    assert.deepEqual(engine.asked[0]?.input, {
      recipe: '/work/my.yaml',
      sources: ['/work/a', '/b', '/c'],
      out: '/work/web',
      waitMs,
      again: false,
    })
  }
})
