import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { emptyCounts } from '../../../contract/job.ts'
import type { WatchStatus } from '../../../contract/watch.ts'
import { serveFaces } from '../attach/serve-faces.ts'
import { newSocketPath } from '../attach/socket-path.ts'
import { runCommandLine } from './command-line.ts'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine, snapshotOf } from './testing/scripted-engine.ts'

const row = (id: string): BatchRow => ({
  id,
  recipe: 'Copy',
  out: '/out',
  state: 'running',
  startedMs: 0,
  endedMs: null,
  counts: emptyCounts(),
  undo: { untilMs: null, lost: 0 },
})

test('history tells a run that the engine does not work on, or that waits for somebody, from one that is worked on', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-standing-'))
  const engine = new ScriptedEngine({
    'batch.get': ({ batch }) => ({
      batch: snapshotOf({ batchId: batch, state: 'running', ...(batch === 'left' && { interrupted: true }) }),
    }),
    'watch.list': () => ({ watches: [{ id: 'w', state: 'needs-you' } as WatchStatus] }),
  })
  await using _ = await serveFaces(engine, await newSocketPath(folder.path))
  const batches = [
    row('busy'),
    row('left'),
    { ...row('over'), state: 'finished' as const },
    { ...row('waits'), watch: 'w' },
    { ...row('watches'), watch: 'v' },
  ]
  const doors = doorsTo(new ScriptedEngine({ 'batch.list': () => ({ batches }) }))
  const world = fakeWorld({ env: { MILLRACE_HOME: folder.path }, doors })
  assert.equal(await runCommandLine(['history'], world), 0)
  const states = world.stdout.lines.map((line) => / Copy +(\S+)/.exec(line)?.[1])
  assert.deepEqual(states.slice(0, 6), [undefined, 'running', 'interrupted', 'finished', 'needs-you', 'running'])
  assert.match(world.stdout.lines.at(-1) ?? '', /^What an interrupted run was just saving is not counted yet/)
  assert.equal(await runCommandLine(['history', '--json'], world), 0)
  const told = world.stdout.lines.slice(-5).map((line) => JSON.parse(line).interrupted)
  assert.deepEqual(told, [undefined, true, undefined, undefined, undefined])
})

test('of a run that was taken back nothing is uncounted, although it was never over', async () => {
  const undone = { ...row('left'), interrupted: true as const, counts: { ...emptyCounts(), undone: 2 } }
  const doors = doorsTo(new ScriptedEngine({ 'batch.list': () => ({ batches: [undone] }) }))
  const world = fakeWorld({ env: { MILLRACE_HOME: '/nowhere' }, doors })
  assert.equal(await runCommandLine(['history'], world), 0)
  assert.match(world.stdout.lines.at(-1) ?? '', / Copy +undone /)
})
