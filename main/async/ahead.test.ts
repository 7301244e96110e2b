import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { ahead } from './ahead.ts'

/** Items that end when told to, counting those under way. */
class Course {
  readonly begun: number[] = []
  readonly #ends = new Map<number, PromiseWithResolvers<number>>()
  start = (item: number): Promise<number> => {
    this.begun.push(item)
    const end = Promise.withResolvers<number>()
    this.#ends.set(item, end)
    return end.promise
  }

  end(item: number): void {
    this.#ends.get(item)?.resolve(item)
  }

  fail(item: number): void {
    this.#ends.get(item)?.reject(new Error(`${item} failed`))
  }
}

test('answers come in the order of the items, whichever ends first, and no more than so many are under way', async () => {
  const course = new Course()
  const answers = ahead([0, 1, 2, 3], { most: 2, start: course.start })
  const first = answers.next()
  await turn()
  assert.deepEqual(course.begun, [0, 1])
  course.end(1)
  course.end(0)
  assert.deepEqual((await first).value, 0)
  await turn()
  assert.deepEqual(course.begun, [0, 1])
  const rest = Array.fromAsync(answers)
  await turn()
  assert.deepEqual(course.begun, [0, 1, 2, 3])
  course.end(3)
  course.end(2)
  assert.deepEqual(await rest, [1, 2, 3])
})

test('after a failure no more begin, and it is told only when none is under way any more', async () => {
  const course = new Course()
  let told: unknown
  const run = Array.fromAsync(ahead([0, 1, 2, 3], { most: 3, start: course.start })).catch((error: unknown) => {
    told = error
  })
  await turn()
  course.fail(0)
  await turn()
  assert.equal(told, undefined)
  course.fail(1)
  course.end(2)
  await run
  assert.match(String(told), /0 failed/)
  assert.deepEqual(course.begun, [0, 1, 2])
})
