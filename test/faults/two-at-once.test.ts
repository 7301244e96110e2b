import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Batch, copying, yardstickFor } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { assertSafe, assertSettled } from './kit/invariants.ts'

const files = 20

test('the same run twice at once gives every result once', async (t) => {
  const yardstick = await yardstickFor(copying, files)
  for (let round = 1; round <= extent.rounds; round += 1) {
    await t.test(`round ${round}`, async () => {
      using batch = Batch.of(copying, files)
      const both = await Promise.all([batch.run(), batch.run()])
      assertSafe(batch, yardstick)
      for (const { signal, timedOut, err } of both) {
        assert.deepEqual({ signal, timedOut }, { signal: null, timedOut: false })
        assert.doesNotMatch(err, /\n\s+at .+:\d+:\d+/)
      }
      assert.ok(
        both.some(({ code }) => code === 0),
        both.map(({ code, err }) => `exit ${code}: ${err}`).join('\n'),
      )
      assertSettled(batch, yardstick, await batch.run())
    })
  }
})
