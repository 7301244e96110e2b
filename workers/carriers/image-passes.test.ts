import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ImageOperation, type Pass, passesOf } from './image-passes.ts'

const side = fc.integer({ min: 1, max: 50 })
const offset = fc.integer({ min: 0, max: 50 })
type Moving = Extract<ImageOperation, { kind: 'crop' | 'resize' | 'pad' }>
const operation: fc.Arbitrary<Moving> = fc.oneof(
  fc.record({ kind: fc.constant('crop' as const), left: offset, top: offset, width: side, height: side }),
  fc.record({ kind: fc.constant('resize' as const), width: side, height: side }),
  fc.record({
    kind: fc.constant('pad' as const),
    left: offset,
    top: offset,
    right: offset,
    bottom: offset,
    background: fc.constant({ r: 0, g: 0, b: 0, alpha: 1 }),
  }),
)

/** What sharp makes of a pass: always in this order. */
function unfolded({ before, resize, after, pad }: Pass): Moving[] {
  return [
    ...(before ? [{ ...before, kind: 'crop' as const }] : []),
    ...(resize ? [{ ...resize, kind: 'resize' as const }] : []),
    ...(after ? [{ ...after, kind: 'crop' as const }] : []),
    ...(pad ? [{ ...pad, kind: 'pad' as const }] : []),
  ]
}

/** The width of the result, and where its column x lies in the source: scale * x + shift. */
function geometry(operations: Moving[]): { width: number; scale: number; shift: number } {
  let [width, scale, shift] = [1000, 1, 0]
  for (const operation of operations) {
    if (operation.kind === 'resize') scale *= width / operation.width
    else if (operation.kind === 'crop') shift += scale * operation.left
    else shift -= scale * operation.left
    width = operation.kind === 'pad' ? width + operation.left + operation.right : operation.width
  }
  return { width, scale, shift }
}

test('passes in the order sharp works put every pixel where the recipe puts it', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
      const direct = geometry(operations)
      const inPasses = geometry(passesOf(operations).flatMap(unfolded))
      assert.equal(inPasses.width, direct.width)
      assert.ok(Math.abs(inPasses.scale - direct.scale) <= 1e-9 * Math.abs(direct.scale))
      assert.ok(Math.abs(inPasses.shift - direct.shift) <= 1e-6 * (1 + Math.abs(direct.shift)))
    }),
  )
})

test('resize, crop and pad are one pass, and so is a crop before them', () => {
  const crop = { kind: 'crop' as const, left: 1, top: 1, width: 8, height: 8 }
  const pad = { kind: 'pad' as const, left: 1, top: 1, right: 1, bottom: 1, background: { r: 0, g: 0, b: 0, alpha: 1 } }
  const resize = { kind: 'resize' as const, width: 9, height: 9 }
  assert.equal(passesOf([crop, resize, crop, pad]).length, 1)
  assert.equal(passesOf([resize, resize]).length, 2)
  assert.equal(passesOf([pad, crop]).length, 2)
  assert.equal(passesOf([]).length, 1)
})
