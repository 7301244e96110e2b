import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FileOrder } from './file-order.ts'

const file = (nth: number) => ({ nth, path: `/${nth}`, sizeBytes: 10 })

function orderOf(files: number, arrived: number[]): FileOrder {
  const order = new FileOrder(files)
  for (const nth of arrived) order.arrive(file(nth))
  return order
}

test('a file that comes first waits for those before it', () => {
  const order = orderOf(3, [1, 2])
  assert.deepEqual(order.take(10), [])
  order.arrive(file(0))
  assert.deepEqual(order.take(2), ['/0', '/1'])
  assert.deepEqual([order.isOver, order.take(10), order.isOver], [false, ['/2'], true])
})

test('what is given up holds nobody back, and comes when it comes', () => {
  const order = orderOf(4, [1, 3])
  order.giveUp([0])
  assert.deepEqual(order.take(10), ['/1'])
  order.arrive(file(2))
  order.arrive(file(0))
  assert.deepEqual([order.take(10), order.isOver], [['/0', '/2', '/3'], true])
})

test('given up and meant again, it is waited for unless it was passed over', () => {
  const order = orderOf(3, [])
  order.giveUp([0, 1])
  order.giveUp([0])
  order.arrive(file(2))
  assert.deepEqual(order.take(10), [])
  order.arrive(file(1))
  assert.deepEqual([order.take(10), order.isOver], [['/1', '/2'], false])
})

test('closed, it hands out what has come and waits for nothing', () => {
  const order = orderOf(5, [0, 2, 4])
  assert.deepEqual(order.take(10), ['/0'])
  order.close()
  assert.deepEqual([order.take(10), order.isOver], [['/2', '/4'], true])
})

test('from the beginning again it hands out the same', () => {
  const order = orderOf(3, [0, 1, 2])
  order.take(2)
  order.rewind()
  assert.deepEqual(order.take(10), ['/0', '/1', '/2'])
})

test('nothing counts twice, and nothing that was not announced', () => {
  const order = orderOf(2, [0, 0, 7])
  assert.deepEqual([order.arrived, order.arrivedBytes, order.arrive(file(1))], [1, 10, true])
})
