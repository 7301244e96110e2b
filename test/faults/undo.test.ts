import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counting, type FaultMode, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, type Kind, moving, replacing, type Yardstick, yardstickFor } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { pointsOf } from './kit/fault-points.ts'
import { assertSafe, leftovers } from './kit/invariants.ts'
import { runToEnd } from './kit/program.ts'

const files = 3
const skip = whyNoInjector() ?? false
const undo = ['undo', 'last', '--yes']
/** One in so many of the points of a run, unless every point is wanted: an undo has a few calls of its own, and those of the journal. */
const sparse = extent.points === Infinity ? 1 : 3

for (const [name, kind] of Object.entries({ moves: moving, replacements: replacing }))
  test(`one fault at any call of an undo, and the next undo brings everything back: ${name}`, { skip }, async (t) => {
    const yardstick = await yardstickFor(kind, files)
    const calls = await undoCalls(kind)
    for (const mode of ['killall', 'killafter', 'EIO', 'EXDEV'] as const)
      for (const call of pointsOf(calls, mode).filter((_, at) => at % sparse === 0))
        await t.test(`${mode} at call ${call} of ${calls.length} (${calls[call - 1]?.operation})`, () =>
          disturbed(kind, { mode, call, yardstick }),
        )
  })

async function undoCalls(kind: Kind) {
  using batch = await done(kind)
  const { code, err } = await runToEnd(batch.sandbox, { args: undo, env: counting(batch.sandbox) })
  assert.equal(code, 0, `a clean undo under the injector succeeds: ${err}`)
  const calls = loggedCalls(batch.sandbox)
  assert.ok(calls.length > 2 * files, `the injector saw ${calls.length} calls`)
  return calls
}

async function done(kind: Kind): Promise<Batch> {
  const batch = Batch.of(kind, files)
  const { code, err } = await batch.run()
  assert.equal(code, 0, err)
  return batch
}

async function disturbed(
  kind: Kind,
  { mode, call, yardstick }: { mode: FaultMode; call: number; yardstick: Yardstick },
): Promise<void> {
  using batch = await done(kind)
  await runToEnd(batch.sandbox, { args: undo, env: injecting(batch.sandbox, { mode, call }) })
  assertSafe(batch, yardstick)
  const { out, err } = await runToEnd(batch.sandbox, { args: undo })
  const back = new Map(batch.keys.map((key) => [key, batch.before.get(key)?.sha256]))
  assert.deepEqual(batch.inputs(), back, out + err)
  assert.deepEqual([...batch.results().keys(), ...leftovers(batch)], [])
}
