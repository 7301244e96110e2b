import assert from 'node:assert/strict'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Batch, copying } from './kit/batch.ts'
import { isLeftover } from './kit/leftovers.ts'
import { type Program, runToEnd } from './kit/program.ts'
import { StoppingVolume, whyNoStopping } from './kit/stopping-volume.ts'

const files = 60
/** A disk has a minute for its answer, once a call has taken longer than it should. */
const toldWithinMs = 150_000
const endsWithinMs = 30_000

async function until(program: Program, holds: () => boolean): Promise<void> {
  const endMs = performance.now() + toldWithinMs
  while (program.alive && !holds()) {
    assert.ok(performance.now() < endMs, `it said: ${program.said}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a disk that hangs is named, holds up no run on another one, keeps nobody from ending, and is gone on with later', {
  skip: whyNoStopping(),
}, async () => {
  using batch = Batch.of(copying, files)
  const { sandbox } = batch
  using volume = new StoppingVolume(sandbox)
  await using program = batch.start({ timeoutMs: 2 * toldWithinMs })
  await until(program, () => readdirSync(sandbox.out).some((name) => !isLeftover(name)))
  using _ = volume.stop()
  await until(program, () => /The disk of \S+\/out does not answer\./.test(program.said))
  assert.ok(program.alive, 'it waits for the disk')
  const elsewhere = join(sandbox.root, 'elsewhere')
  mkdirSync(elsewhere)
  const [, , recipe = ''] = batch.arguments()
  const sources = batch.keys.slice(0, 3).map((key) => join(sandbox.in, key))
  const args = ['run', '--recipe', recipe, '--out', elsewhere, ...sources]
  const other = await runToEnd(sandbox, { args, timeoutMs: endsWithinMs })
  assert.deepEqual([other.code, readdirSync(elsewhere).length], [0, 3], other.err)
  const askedMs = performance.now()
  process.kill(program.pid, 'SIGINT')
  await until(program, () => program.said.includes('Ctrl-C again'))
  process.kill(program.pid, 'SIGINT')
  await until(program, () => program.said.includes('Stopped:'))
  assert.ok(performance.now() - askedMs < endsWithinMs)
  // The kernel itself keeps a process that waits for an answer which the disk's program has begun to give.
  volume.goOn()
  await program.gone
  const { code, err } = await batch.run()
  assert.equal(code, 0, err)
  const results = batch.results()
  const missing = batch.keys.filter((key) => results.get(key) !== batch.before.get(key)?.sha256)
  assert.deepEqual(missing, [])
})

test('doctor names a disk of earlier runs that does not answer, and what it could look at, by its own time, and ends well', {
  skip: whyNoStopping(),
}, async () => {
  using batch = Batch.of(copying, 1)
  const { sandbox } = batch
  using volume = new StoppingVolume(sandbox)
  const { code, err } = await batch.run()
  assert.equal(code, 0, err)
  // What was made goes to a vault on that disk.
  const undone = await runToEnd(sandbox, { args: ['undo', 'last', '--yes'] })
  assert.equal(undone.code, 0, undone.err)
  using _ = volume.stop()
  const told = await runToEnd(sandbox, { args: ['doctor', '--json'], timeoutMs: endsWithinMs })
  const { out } = told
  const { silent, isCutShort, journal, vault } = JSON.parse(out)
  assert.deepEqual([silent, isCutShort, journal, vault.files], [[sandbox.out], false, 'readable', 1])
  assert.equal(told.code, 0, told.err)
})
