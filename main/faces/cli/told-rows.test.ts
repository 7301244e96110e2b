import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { serveFaces } from '../attach/serve-faces.ts'
import { newSocketPath } from '../attach/socket-path.ts'
import { runCommandLine } from './command-line.ts'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { endedRowOf, ScriptedEngine, snapshotOf } from './testing/scripted-engine.ts'

const command = ['run', '--json', '--recipe', 'copy', '--out', '/out', '/in']
const paused = snapshotOf({ state: 'paused', counts: { total: 3, done: 1, failed: 1, waiting: 1 } })
const finished = snapshotOf({ state: 'finished', counts: { total: 3, done: 3 } })
const answers = { 'batch.start': () => ({ batch: snapshotOf() }), 'batch.get': () => ({ batch: paused }) }

const row = (seq: number, state: 'done' | 'failed') => endedRowOf({ seq, path: `/in/${seq}`, state })
const ended = (...rows: ReturnType<typeof row>[]) => ({ type: 'ended' as const, batchId: 'batch-1', rows })

test('a run that goes on here after its owner has ended tells each file once, what failed again, and that it finished once', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-told-'))
  const [owner, here] = [new ScriptedEngine(answers), new ScriptedEngine(answers)]
  const faces = await serveFaces(owner, await newSocketPath(folder.path))
  const world = fakeWorld({ env: { MILLRACE_HOME: folder.path }, doors: doorsTo(here) })
  const running = runCommandLine(command, world)
  await owner.wasAsked('batch.start')
  owner.announce(ended(row(0, 'done'), row(1, 'failed')), { type: 'finished', batch: paused })
  while (!world.stdout.text.includes('paused')) await turn()
  owner.goAway()
  await faces[Symbol.asyncDispose]()
  await here.wasAsked('batch.start')
  here.announce(ended(row(0, 'done')), ended(row(1, 'done'), row(2, 'done')), { type: 'finished', batch: finished })
  assert.equal(await running, 0, world.stderr.text)
  const events = world.stdout.lines.map((line) => JSON.parse(line))
  const rows = events.flatMap((event) => (event.type === 'ended' ? event.rows : []))
  assert.deepEqual(
    rows.map(({ seq, state }) => `${seq} ${state}`),
    ['0 done', '1 failed', '1 done', '2 done'],
  )
  const ends = events.filter(({ type }) => type === 'finished')
  assert.deepEqual(
    ends.map(({ batch }) => batch.state),
    ['finished'],
  )
})
