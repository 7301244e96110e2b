import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyCounts } from '../../../../contract/job.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { endedRowOf, ScriptedEngine, snapshotOf } from '../testing/scripted-engine.ts'

const today: WatchStatus['today'] = { batchIds: [], counts: emptyCounts() }
const status = { id: 'w-1', kept: false, name: 'in', state: 'watching', reason: '', question: null, today }
const watch = status as unknown as WatchStatus

/** Watches until Ctrl-C, by when the watch is kept or not; answers what the engine was asked to remove. */
async function removed({ kept }: { kept: boolean }) {
  const engine = new ScriptedEngine({
    'watch.add': () => ({ watch }),
    'watch.get': () => ({ watch: { ...watch, kept } }),
    'watch.remove': () => ({}),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const ended = runCommandLine(['watch', '--recipe', 'copy', '--out', 'out', 'in'], world)
  await engine.wasAsked('watch.add')
  world.interrupts.request('interrupt')
  assert.equal(await ended, 130)
  return engine.asked.filter(({ command }) => command === 'watch.remove').map(({ input }) => input)
}

test('Ctrl-C ends the watch it began, but not one that is kept since', async () => {
  assert.deepEqual(await removed({ kept: false }), [{ watch: 'w-1' }])
  assert.deepEqual(await removed({ kept: true }), [])
})

test('a report that cannot be written any more at the end does not hide what was done', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-watch-'))
  const reports = join(folder.path, 'reports')
  await mkdir(reports)
  const engine = new ScriptedEngine({
    'watch.add': () => ({ watch }),
    'watch.get': () => ({ watch }),
    'watch.remove': () => ({}),
  })
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const words = ['watch', '--recipe', 'copy', '--out', 'out', '--report', 'reports/r.jsonl', 'in']
  const ended = runCommandLine(words, world)
  await engine.wasAsked('watch.add')
  await rm(reports, { recursive: true })
  world.interrupts.request('interrupt')
  assert.equal(await ended, 130)
  assert.equal(world.stdout.lines.at(-1), '0 files done, 0 failed.')
  assert.match(world.stderr.text, /^The report could not be written\. .*r\.jsonl is not there\. \(file-missing\)\n$/)
})

test('the last line tells of what was done while it was watched, not of what had been done earlier that day', async () => {
  const counts = { ...emptyCounts(), done: 3, failed: 1, skipped: 1200 }
  const had = { batchIds: ['b-1'], counts: { ...emptyCounts(), done: 2, failed: 1 } }
  const begun = { ...watch, today: had }
  const engine = new ScriptedEngine({
    'watch.add': () => ({ watch: begun }),
    'watch.get': () => ({ watch: begun }),
    'watch.remove': () => ({}),
    'batch.get': () => ({ batch: snapshotOf({ batchId: 'b-1', counts, watch: 'w-1' }) }),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const ended = runCommandLine(['watch', '--recipe', 'copy', '--out', 'out', 'in'], world)
  await engine.wasAsked('watch.add')
  world.interrupts.request('interrupt')
  await ended
  assert.equal(world.stdout.lines.at(-1), '1 file done, 0 failed, 1,200 skipped.')
})

test('the report of a watch holds the files of this watching, and not what had been done earlier that day', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-watch-'))
  const had = { batchIds: ['b-0', 'b-1'], counts: { ...emptyCounts(), total: 5, done: 4, failed: 1 } }
  const begun = { ...watch, today: had }
  const totals: Record<string, number> = { 'b-0': 2, 'b-1': 5 }
  const engine = new ScriptedEngine({
    'watch.add': () => ({ watch: begun }),
    'watch.get': () => ({ watch: begun }),
    'watch.remove': () => ({}),
    'batch.get': ({ batch: batchId }) => ({ batch: snapshotOf({ batchId, counts: { total: totals[batchId] ?? 0 } }) }),
    'batch.report': ({ batch, after = -1, limit = 1000 }) => {
      const lines = Array.from({ length: totals[batch] ?? 0 }, (_, seq) => `{"batch":"${batch}","seq":${seq}}`)
      return { lines: lines.slice(after + 1, after + 1 + limit), next: null }
    },
  })
  const world = fakeWorld({ cwd: folder.path, doors: doorsTo(engine) })
  const ended = runCommandLine(['watch', '--recipe', 'copy', '--out', 'out', '--report', 'r.jsonl', 'in'], world)
  await engine.wasAsked('watch.add')
  // A file that came before and was tried again, and two new ones.
  const again = { type: 'ended' as const, batchId: 'b-1', rows: [endedRowOf({ seq: 1 })] }
  const rows = [endedRowOf({ seq: 3 }), endedRowOf({ seq: 4 })]
  const batch = snapshotOf({ batchId: 'b-1', watch: 'w-1' })
  engine.announce({ type: 'batch', batch }, again, { type: 'ended', batchId: 'b-1', rows })
  world.interrupts.request('interrupt')
  await ended
  const report = await readFile(join(folder.path, 'r.jsonl'), 'utf8')
  assert.deepEqual(
    report.trim().split('\n'),
    [1, 3, 4].map((seq) => `{"batch":"b-1","seq":${seq}}`),
  )
})

/** Watches until the engine has told that the watch was removed; answers how often it was begun, and what was said. */
async function removedElsewhere(event: { unasked?: true }) {
  const begun = Promise.withResolvers<void>()
  let times = 0
  const engine = new ScriptedEngine({
    'watch.add': () => {
      times += 1
      if (times > 1) begun.resolve()
      return { watch }
    },
    'watch.get': () => ({ watch }),
    'watch.remove': () => ({}),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const ended = runCommandLine(['watch', '--recipe', 'copy', '--out', 'out', 'in'], world)
  await engine.wasAsked('watch.add')
  engine.announce({ type: 'watch-removed', watch: 'w-1', ...event })
  await Promise.race([begun.promise, ended])
  if (times > 1) world.interrupts.request('interrupt')
  const exitCode = await ended
  return { times, exitCode, said: world.stdout.lines, asked: engine.asked.map(({ command }) => command) }
}

test('a watch that ended while its command was halted is begun again, and ends with it', async () => {
  const { times, exitCode, said, asked } = await removedElsewhere({ unasked: true })
  assert.equal(times, 2)
  assert.equal(exitCode, 130)
  assert.ok(said.includes('“in” was not watched while this command was halted. Watching it again.'), said.join('\n'))
  assert.ok(asked.includes('watch.remove'))
})

test('a watch that somebody else removes ends its command, which says so', async () => {
  const { times, exitCode, said, asked } = await removedElsewhere({})
  assert.equal(times, 1)
  assert.equal(exitCode, 0)
  assert.ok(said.includes('“in” was removed elsewhere and is not watched any more.'), said.join('\n'))
  assert.ok(!asked.includes('watch.remove'))
})
