import assert from 'node:assert/strict'
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, copying, yardstickFor } from './kit/batch.ts'
import { assertSettled, assertTruthful, unequalEnds, unexplained, untruths } from './kit/invariants.ts'
import { runToEnd } from './kit/program.ts'
import { reportOf } from './kit/report.ts'
import { sha256Of, treeOf } from './kit/tree.ts'

const files = 20

test('the same run again makes nothing twice and speaks of every input', async () => {
  const yardstick = await yardstickFor(copying, files)
  using batch = Batch.of(copying, files)
  assertSettled(batch, yardstick, await batch.run())
  assertSettled(batch, yardstick, await batch.run())
  assert.deepEqual(batch.results(), yardstick.results)
})

test('a result that was removed is made again, and one that was edited is left alone', async () => {
  const yardstick = await yardstickFor(copying, files)
  using batch = Batch.of(copying, files)
  await batch.run()
  const [removed = '', edited = ''] = batch.keys
  rmSync(join(batch.sandbox.out, removed))
  assertSettled(batch, yardstick, await batch.run())
  appendFileSync(join(batch.sandbox.out, edited), 'edited')
  const mine = sha256Of(join(batch.sandbox.out, edited))
  const ended = await batch.run()
  assert.deepEqual([...untruths(batch, ended), ...unequalEnds(batch, yardstick)], [])
  assert.ok([...treeOf(batch.sandbox.out).values()].some(({ sha256 }) => sha256 === mine))
})

test('after a kill the report of the next run speaks of the whole batch', async () => {
  const yardstick = await yardstickFor(copying, files)
  using batch = Batch.of(copying, files)
  await using program = batch.start()
  while (program.alive && readdirSync(batch.sandbox.out).length < files / 2) await sleep(1)
  program.killGroup('SIGKILL')
  await program.ended
  assertSettled(batch, yardstick, await batch.run())
  assert.equal(reportOf(batch.sandbox).length, files)
})

test('an input that is not there fails with a reason, and the others are done', async () => {
  const yardstick = await yardstickFor(copying, 2)
  using batch = Batch.of(copying, 2)
  const sources = [...batch.keys, 'absent.bin'].map((key) => join(batch.sandbox.in, key))
  const ended = await batch.run({ sources })
  assertTruthful(batch, yardstick, ended)
  assert.deepEqual(
    [...untruths(batch, ended, { failing: ['absent.bin'] }), ...unexplained(batch, ended, ['absent.bin'])],
    [],
  )
  assert.equal(ended.code, 1)
})

test('what cannot begin says why, with the exit code for it', async () => {
  using batch = Batch.of(copying, 1)
  const { sandbox, keys } = batch
  const file = join(sandbox.in, keys[0] ?? '')
  const notFolder = join(sandbox.root, 'not-a-folder')
  writeFileSync(notFolder, '')
  const attempts = [
    { args: ['frobnicate'], env: {}, code: 2 },
    { args: ['run', '--recipe', 'no-such-recipe', '--out', sandbox.out, file], env: {}, code: 2 },
    { args: batch.arguments(), env: { MILLRACE_HOME: notFolder }, code: 3 },
  ]
  for (const { args, env, code } of attempts) {
    const ended = await runToEnd(sandbox, { args, env })
    assert.equal(ended.code, code, args.join(' '))
    assert.ok(ended.err.trim().length > 10)
    assert.doesNotMatch(ended.err, /\n\s+at .+:\d+:\d+/)
  }
})

test('a run that cannot begin leaves nothing to go on with', async () => {
  using batch = Batch.of(copying, 1)
  const { sandbox, keys } = batch
  const file = join(sandbox.in, keys[0] ?? '')
  assert.notEqual((await runToEnd(sandbox, { args: ['run', '--recipe', 'copy', '--out', file, file] })).code, 0)
  const { code, out } = await runToEnd(sandbox, { args: ['resume'] })
  assert.equal(code, 0)
  assert.match(out, /^Nothing to go on with/)
})
