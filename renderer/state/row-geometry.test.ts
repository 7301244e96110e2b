import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  areaPx,
  type Geometry,
  indexAt,
  longestPx,
  offsetOf,
  pageRows,
  rowsIn,
  scrollFor,
  topOf,
  totalPx,
} from './row-geometry.ts'

const geometries = fc
  .record({
    count: fc.integer({ min: 1, max: 60 }),
    opened: fc.dictionary(fc.integer({ min: 0, max: 59 }).map(String), fc.integer({ min: 1, max: 150 })),
  })
  .map(({ count, opened }): Geometry => {
    const extras = Object.entries(opened)
      .map(([index, px]) => [Number(index), px] as const)
      .filter(([index]) => index < count)
      .toSorted(([a], [b]) => a - b)
    return { count, rowPx: 36, extras }
  })

test('every height of a list belongs to the row whose top is the last above it', () => {
  fc.assert(
    fc.property(geometries, fc.nat(10_000), (geometry, somewhere) => {
      const px = somewhere % totalPx(geometry)
      const index = indexAt(geometry, px)
      assert.ok(topOf(geometry, index) <= px)
      assert.ok(index === geometry.count - 1 || px < topOf(geometry, index + 1))
    }),
  )
})

test('the rows drawn cover the view, and are no more than the view and the spare ones', () => {
  fc.assert(
    fc.property(geometries, fc.nat(10_000), (geometry, somewhere) => {
      const view = { scrollPx: somewhere % totalPx(geometry), viewPx: 300 }
      const [from, to] = rowsIn(geometry, view, 2)
      const bottom = Math.min(totalPx(geometry), view.scrollPx + view.viewPx)
      assert.ok(topOf(geometry, from) <= view.scrollPx)
      assert.ok(to === geometry.count - 1 || topOf(geometry, to + 1) >= bottom)
      assert.ok(to - from <= Math.ceil(300 / 36) + 5)
    }),
  )
})

test('a list longer than browsers can draw is scrolled in proportion, from its first row to its last', () => {
  const geometry = { count: 1_000_000, rowPx: 36, extras: [] }
  assert.equal(areaPx(geometry), longestPx)
  assert.equal(offsetOf(geometry, { scrollPx: 0, viewPx: 500 }), 0)
  const end = { scrollPx: longestPx - 500, viewPx: 500 }
  assert.equal(rowsIn(geometry, end, 0)[1], 999_999)
  for (const index of [0, 1, 499_999, 999_980]) {
    const scrollPx = scrollFor(geometry, topOf(geometry, index), 500)
    assert.ok(Math.abs(offsetOf(geometry, { scrollPx, viewPx: 500 }) - topOf(geometry, index)) < 0.01)
  }
})

test('an empty list has no rows', () => {
  assert.deepEqual(rowsIn({ count: 0, rowPx: 36, extras: [] }, { scrollPx: 0, viewPx: 500 }, 10), [0, -1])
})

test('a page goes as far as its rows reach, however high they are', () => {
  assert.equal(pageRows({ rowPx: 36 }, { viewPx: 504 }), 13)
  assert.equal(pageRows({ rowPx: 28 }, { viewPx: 504 }), 17)
  assert.equal(pageRows({ rowPx: 36 }, { viewPx: 20 }), 1)
})
