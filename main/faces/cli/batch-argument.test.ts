import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { type BatchCounts, emptyCounts } from '../../../contract/job.ts'
import { runCommandLine } from './command-line.ts'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine, snapshotOf } from './testing/scripted-engine.ts'

/** By a clock that was set back meanwhile. */
const run = (id: string, counts: Partial<BatchCounts>, recency = 0): BatchRow => ({
  id,
  recipe: 'Copy',
  out: '/out',
  state: 'finished',
  startedMs: 0,
  endedMs: 10 - recency,
  recency,
  counts: { ...emptyCounts(), ...counts },
  undo: { untilMs: null, lost: 0 },
})

const noneTaken = { files: 0, bytes: 0, results: 0, outputBytes: 0 }

/** Runs, the newest first. */
async function askedOf(words: string[], batches: BatchRow[]) {
  const engine = new ScriptedEngine({
    'batch.list': ({ limit = 50 }) => ({ batches: batches.slice(0, limit) }),
    'batch.get': () => ({ batch: snapshotOf({ batchId: batches[0]?.id ?? '', ...batches[0] }) }),
    'batch.undo': () => ({ files: [] }),
    'batch.verify': () => ({ files: [], next: null }),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const exitCode = await runCommandLine(words, world)
  const [asked] = engine.asked.filter(({ command }) => command === 'batch.undo' || command === 'batch.verify')
  const { batch } = (asked?.input ?? {}) as { batch?: string }
  return { exitCode, batch, out: world.stdout.text, err: world.stderr.text }
}

const hourly = [
  run('nothing', {}, 5),
  run('found-again', { total: 2, done: 2, reused: 2 }, 4),
  run('older', { done: 1 }, 1),
  run('made', { done: 3, reused: 1 }, 3),
]

for (const verb of ['undo', 'verify'])
  test(`${verb} last passes over runs that found nothing new, and says which run it is, whatever the clock said`, async () => {
    const { batch, err } = await askedOf([verb, 'last'], hourly)
    assert.equal(batch, 'made')
    assert.match(err, /^Run made of .+, Copy; later runs made nothing\.\n$/)
  })

test('a run that was run again over the files that failed is the last one: what it found there, it had made itself', async () => {
  const again = run('again', { done: 2, reused: 2, takenOver: noneTaken, failed: 1 }, 2)
  const { batch } = await askedOf(['undo', 'last'], [again, run('before', { done: 3 }, 1)])
  assert.equal(batch, 'again')
})

test('a run that was taken back is still the last one, so that undo given twice takes no other back', async () => {
  const { batch } = await askedOf(['undo', 'last'], [run('taken-back', { undone: 3 }), run('before', { done: 3 })])
  assert.equal(batch, 'taken-back')
})

test('verify of a run that made nothing says so', async () => {
  const { exitCode, batch, out } = await askedOf(['verify', 'last'], [run('nothing', {})])
  assert.deepEqual([exitCode, batch], [0, 'nothing'])
  assert.equal(out, 'Nothing to check: it made nothing, or that was taken back.\n')
})
