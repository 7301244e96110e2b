import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fifo, type Place } from './fifo.ts'

test('a line behaves like an array that is pushed, shifted and spliced', () => {
  const step = fc.oneof(fc.constant('push' as const), fc.constant('shift' as const), fc.nat(9))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const line = new Fifo<number>()
      const places: Place<number>[] = []
      let model: number[] = []
      for (const [item, step] of steps.entries()) {
        if (step === 'push') {
          places.push(line.push(item))
          model.push(item)
        } else if (step === 'shift') {
          assert.equal(line.shift(), model.shift())
        } else if (places[step]) {
          line.remove(places[step])
          model = model.filter((other) => other !== places[step]?.item)
        }
        assert.equal(line.first, model[0])
        assert.equal(line.size, model.length)
        assert.deepEqual(
          Array.from(line, (place) => place.item),
          model,
        )
      }
      assert.deepEqual([...line.drain()], model)
      assert.equal(line.size, 0)
    }),
  )
})

test('whoever is looked at may leave meanwhile', () => {
  const line = new Fifo<number>()
  for (const item of [1, 2, 3, 4]) line.push(item)
  for (const place of line) if (place.item % 2 === 0) line.remove(place)
  assert.deepEqual([...line.drain()], [1, 3])
})
