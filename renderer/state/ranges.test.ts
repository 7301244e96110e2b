import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  countOf,
  fitsAddress,
  noRanges,
  printRanges,
  type Ranges,
  rangesOf,
  within,
  withoutRange,
  withRange,
} from './ranges.ts'

const pair = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
const change = fc.record({ add: fc.boolean(), pair })

function span([a, b]: [number, number]): number[] {
  const [low, high] = a <= b ? [a, b] : [b, a]
  return Array.from({ length: high - low + 1 }, (_, nth) => low + nth)
}

test('ranges hold what a set of numbers would hold, and stay in order and apart', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let ranges: Ranges = noRanges
      const plain = new Set<number>()
      for (const { add, pair: ends } of changes) {
        const numbers = span(ends)
        const [low = 0, high = 0] = [numbers[0], numbers.at(-1)]
        ranges = add ? withRange(ranges, ends[0], ends[1]) : withoutRange(ranges, low, high)
        for (const n of numbers) add ? plain.add(n) : plain.delete(n)
      }
      const sorted = [...plain].toSorted((a, b) => a - b)
      assert.deepEqual(
        ranges.flatMap((range) => span([...range])),
        sorted,
      )
      assert.deepEqual(ranges, rangesOf(sorted))
      assert.equal(countOf(ranges), plain.size)
      for (let n = 0; n <= 30; n++) assert.equal(within(ranges, n), plain.has(n))
    }),
  )
})

test('a selection of a million files is one pair, and is printed as the server reads it', () => {
  const all = withRange(noRanges, 0, 999_999)
  assert.deepEqual(all, [[0, 999_999]])
  assert.equal(printRanges(withoutRange(all, 10, 11)), '0-9,12-999999')
  assert.equal(printRanges([[3, 3]]), '3')
})

test('ranges that lie too scattered for an address are known before it is asked for', () => {
  assert.equal(fitsAddress([[0, 1_000_000]]), true)
  assert.equal(fitsAddress(rangesOf(Array.from({ length: 900 }, (_, nth) => nth * 2))), true)
  assert.equal(fitsAddress(rangesOf(Array.from({ length: 1_001 }, (_, nth) => nth * 2))), false)
  assert.equal(fitsAddress(rangesOf(Array.from({ length: 1_000 }, (_, nth) => 1e9 + nth * 2))), false)
})
