import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stretchesOf } from './stretches.ts'

const numbers = fc.array(fc.integer({ min: 0, max: 40 }))

test('stretches hold every number that was given and no other, and no two of them touch', () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const stretches = stretchesOf(given)
      const held = stretches.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at))
      assert.deepEqual(
        held,
        [...new Set(given)].sort((a, b) => a - b),
      )
      for (const [at, [first]] of stretches.entries()) if (at > 0) assert.ok(first > (stretches[at - 1]?.[1] ?? 0) + 1)
    }),
  )
})
