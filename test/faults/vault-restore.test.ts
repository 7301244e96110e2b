import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { counting, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, tidying } from './kit/batch.ts'
import { pointsOf } from './kit/fault-points.ts'
import { isLeftover } from './kit/leftovers.ts'
import { runToEnd } from './kit/program.ts'
import { treeOf } from './kit/tree.ts'

const skip = whyNoInjector() ?? false
/** More than one page of them. */
const files = 300

test('a power cut at any call of a restore of hundreds of files: each is in the vault or back, once, the vault knows which, and the next restore does the rest', {
  skip,
}, async (t) => {
  const calls = await restoreCalls()
  for (const call of pointsOf(calls, 'killall'))
    await t.test(`at call ${call} of ${calls.length} (${calls[call - 1]?.operation})`, () => cutOff(call))
})

async function restoreCalls() {
  using batch = await tidied()
  const { err } = await runToEnd(batch.sandbox, { args: restoreAll(batch), env: counting(batch.sandbox) })
  const calls = loggedCalls(batch.sandbox)
  assert.ok(calls.length > files, `the injector saw ${calls.length} calls: ${err}`)
  return calls
}

/** Results have the names of the originals, and those are in the vault. */
async function tidied(): Promise<Batch> {
  const batch = Batch.of(tidying, files)
  const { code, err } = await batch.run()
  assert.equal(code, 0, err)
  return batch
}

function restoreAll({ sandbox, keys }: Batch): string[] {
  return ['vault', 'restore', ...keys.map((key) => join(sandbox.in, key))]
}

async function cutOff(call: number): Promise<void> {
  using batch = await tidied()
  const before = [...contents(batch, 'in'), ...contents(batch, 'vault')].toSorted()
  await runToEnd(batch.sandbox, { args: restoreAll(batch), env: injecting(batch.sandbox, { mode: 'killall', call }) })
  assert.deepEqual(new Set([...contents(batch, 'in'), ...contents(batch, 'vault')]), new Set(before))
  // The next start settles what was under way.
  await runToEnd(batch.sandbox, { args: ['watch', 'list'] })
  const held = await heldFiles(batch)
  assert.equal(held.length, contents(batch, 'vault').length, 'the vault lists what it has')
  if (held.length > 0) {
    const { code, out, err } = await runToEnd(batch.sandbox, { args: ['vault', 'restore', ...held] })
    assert.equal(code, 0, out + err)
  }
  assert.deepEqual([contents(batch, 'vault'), await heldFiles(batch)], [[], []])
  assert.deepEqual(contents(batch, 'in').toSorted(), before, 'each file once')
}

/** Their numbers. */
async function heldFiles({ sandbox }: Batch): Promise<string[]> {
  const { out } = await runToEnd(sandbox, { args: ['vault', 'list', '--json'] })
  return Array.from(out.matchAll(/"n":(\d+)/g), ([, n]) => n ?? '')
}

function contents({ sandbox }: Batch, where: 'in' | 'vault'): string[] {
  const folder = where === 'in' ? sandbox.in : join(sandbox.state, 'vault')
  return [...treeOf(folder)]
    .filter(([key, { kind }]) => kind !== 'folder' && !isLeftover(key))
    .map(([, { sha256 }]) => sha256 ?? '')
}
