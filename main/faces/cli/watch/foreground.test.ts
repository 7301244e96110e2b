import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyCounts } from '../../../../contract/job.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine, snapshotOf } from '../testing/scripted-engine.ts'

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
  const counts = { ...emptyCounts(), done: 3, failed: 1 }
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
  assert.equal(world.stdout.lines.at(-1), '1 file done, 0 failed.')
})
