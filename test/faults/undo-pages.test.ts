import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { counting, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, tidying } from './kit/batch.ts'
import { pointsOf } from './kit/fault-points.ts'
import { isLeftover } from './kit/leftovers.ts'
import { type Ended, runToEnd } from './kit/program.ts'
import { treeOf } from './kit/tree.ts'

const skip = whyNoInjector() ?? false
const undo = ['undo', 'last', '--yes']
/** More than are noted and moved together at first, so that several such lots are under way. */
const files = 300
/** Of so many files each is edited after the run: its result stays, among others that go. */
const editedEach = 25

test('a power cut at any call of an undo of hundreds of files, some edited: each is there once, and the next undo does the rest', {
  skip,
}, async (t) => {
  const calls = await undoCalls()
  for (const call of pointsOf(calls, 'killall'))
    await t.test(`at call ${call} of ${calls.length} (${calls[call - 1]?.operation})`, () => cutOff(call))
})

async function undoCalls() {
  using batch = await tidied()
  const { err } = await runToEnd(batch.sandbox, { args: undo, env: counting(batch.sandbox) })
  const calls = loggedCalls(batch.sandbox)
  assert.ok(calls.length > 2 * files, `the injector saw ${calls.length} calls: ${err}`)
  return calls
}

/** Run, and then edited here and there. */
async function tidied(): Promise<Batch> {
  const batch = Batch.of(tidying, files)
  const { code, err } = await batch.run()
  assert.equal(code, 0, err)
  for (const key of batch.keys.filter(isEdited)) appendFileSync(join(batch.sandbox.in, key), 'edited')
  return batch
}

function isEdited(_key: string, index: number): boolean {
  return index % editedEach === 0
}

async function cutOff(call: number): Promise<void> {
  using batch = await tidied()
  const before = contents(batch)
  await runToEnd(batch.sandbox, { args: undo, env: injecting(batch.sandbox, { mode: 'killall', call }) })
  assert.deepEqual(new Set(contents(batch)), new Set(before))
  assertTold(await runToEnd(batch.sandbox, { args: ['verify', 'last'] }), batch)
  const ended = await runToEnd(batch.sandbox, { args: undo })
  assert.deepEqual(contents(batch), before, ended.err)
  const inputs = batch.inputs()
  const open = batch.keys.filter((key) => inputs.get(key) !== batch.before.get(key)?.sha256)
  assert.deepEqual(open, batch.keys.filter(isEdited), ended.out + ended.err)
  const { out } = await runToEnd(batch.sandbox, { args: ['vault', 'list', '--json'] })
  assert.equal(out.match(/"there":true/g)?.length, files, 'a result or an original of each file is in the vault')
}

/** Only what was edited is said to have changed. */
function assertTold({ out, err }: Ended, batch: Batch): void {
  const named = [...(out + err).matchAll(/^(?:changed|missing): .*?(f\d+\.txt)/gm)].map(([, name]) => name ?? '')
  const others = named.filter((name) => !batch.keys.filter(isEdited).includes(name))
  assert.deepEqual(others, [])
}

/** Of every file that stands in the input folder or in the vault. */
function contents({ sandbox }: Batch): string[] {
  return [sandbox.in, join(sandbox.state, 'vault')]
    .flatMap((folder) => [...treeOf(folder)])
    .filter(([key, { kind }]) => kind !== 'folder' && !isLeftover(key))
    .map(([, { sha256 }]) => sha256)
    .toSorted()
}
