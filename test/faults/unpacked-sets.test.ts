import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { counting, type FaultMode, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, unpacking } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { leftovers, touchedOriginals } from './kit/invariants.ts'
import { pointsOf } from './kit/fault-points.ts'

const skip = whyNoInjector() ?? false
/** More than one thread gives names to, so that none may be left behind by one of them. */
const files = 140

for (const mode of ['killall', 'EIO'] satisfies FaultMode[])
  test(`of the many files of an archive all come or none, whatever call fails: ${mode}`, { skip }, async (t) => {
    using clean = unpackingBatch()
    const { code, err } = await clean.run({ env: counting(clean.sandbox) })
    assert.equal(code, 0, err)
    const whole = clean.results()
    assert.equal(whole.size, files)
    const calls = loggedCalls(clean.sandbox)
    for (const call of thinned(pointsOf(calls, mode)))
      await t.test(`at call ${call} of ${calls.length} (${calls[call - 1]?.operation})`, async () => {
        using batch = unpackingBatch()
        const ended = await batch.run({ env: injecting(batch.sandbox, { mode, call }) })
        const found = batch.results()
        if (ended.signal === 'SIGKILL')
          assert.deepEqual(
            [...found],
            [...found.keys()].map((key) => [key, whole.get(key)]),
          )
        else assert.deepEqual([found.size === 0 ? whole : found, leftovers(batch)], [whole, []])
        await batch.run()
        assert.deepEqual([batch.results(), leftovers(batch), touchedOriginals(batch)], [whole, [], []])
      })
  })

/** The folder of the results is not there yet, and the one around it is not the output folder: attempts lie in between. */
function unpackingBatch(): Batch {
  const batch = Batch.of({ ...unpacking, recipe: unpacking.recipe.replace('"{out}"', '"{out}/a/{stem}"') }, files)
  mkdirSync(join(batch.sandbox.out, 'a'), { recursive: true })
  return batch
}

/** A third of the points that other tests take: whatever one thread does here, another does as well. */
function thinned(points: number[]): number[] {
  return extent.points === Infinity ? points : points.filter((_, at) => at % 3 === 1)
}
