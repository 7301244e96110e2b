import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCondition, conditionHolds, parseTest } from './condition.ts'
import { type Facts, fileFacts } from './facts.ts'
import { Fault } from './fault.ts'
import type { Condition } from './recipe.ts'

const holds = (condition: Condition, facts: Facts) => conditionHolds(compileCondition(condition), facts)

test('numbers, sizes and ages are compared with their units', () => {
  assert.equal(holds({ width: '>1200' }, { width: 1201 }), true)
  assert.equal(holds({ width: '1200' }, { width: 1200 }), true)
  assert.equal(holds({ width: '100..200|>=1000' }, { width: 150 }), true)
  assert.equal(holds({ width: '!100..200' }, { width: 150 }), false)
  assert.equal(holds({ size: '>2MB' }, { size: 2_000_000 }), false)
  assert.equal(holds({ size: '<=2MiB' }, { size: 2 * 1024 * 1024 }), true)
  assert.equal(holds({ age: '<7d' }, { age: 6 * 86_400_000 }), true)
  assert.equal(holds({ age: '1.5h..2w' }, { age: 3_600_000 }), false)
})

test('text is compared by patterns, whatever the case', () => {
  assert.equal(holds({ ext: 'jpg|png' }, { ext: 'PNG' }), true)
  assert.equal(holds({ ext: '!jpg|png' }, { ext: 'png' }), false)
  assert.equal(holds({ name: 'IMG_*' }, { name: 'img_1.jpg' }), true)
  assert.equal(holds({ type: 'image/*' }, { type: 'image/png' }), true)
})

test('an ending of two parts is also its last', () => {
  assert.equal(holds({ ext: 'zip|gz' }, { ext: 'tar.GZ' }), true)
  assert.equal(holds({ ext: 'tar.gz' }, { ext: 'tar.gz' }), true)
  assert.equal(holds({ ext: '!gz' }, { ext: 'tar.gz' }), false)
  assert.equal(holds({ ext: 'tar' }, { ext: 'tar.gz' }), false)
})

test('a fact that a step made up is compared as what it is', () => {
  assert.equal(holds({ iso: '>400' }, { iso: 800 }), true)
  assert.equal(holds({ camera: 'Canon*' }, { camera: 'Canon EOS' }), true)
})

test('orientation follows from width and height', () => {
  const orientation = (width: number, height: number) => holds({ orientation: 'landscape' }, { width, height })
  assert.deepEqual([orientation(2, 1), orientation(1, 2), orientation(1, 1)], [true, false, false])
})

test('what is not known yet leaves a condition open, unless another part decides it', () => {
  assert.equal(holds({ width: '>1', ext: 'jpg' }, { ext: 'jpg' }), null)
  assert.equal(holds({ width: '>1', ext: 'jpg' }, { ext: 'png' }), false)
  assert.equal(holds({ orientation: 'portrait' }, { width: 3 }), null)
  assert.equal(holds({}, {}), true)
})

test('what cannot be compared is said with an example', () => {
  const problem = (fact: string, text: string) => {
    const parsed = parseTest(fact, text, fileFacts)
    return 'problem' in parsed ? parsed.problem : ''
  }
  assert.match(problem('width', '>wide'), /number, such as `1200`/)
  assert.match(problem('width', '200..100'), /number/)
  assert.match(problem('size', '>2XB'), /size, such as/)
  assert.match(problem('size', '>2constructor'), /size, such as/)
  assert.match(problem('age', '<7'), /age, such as/)
  assert.match(problem('date', '>2024'), /ask for `age`/)
  assert.match(problem('ext', '{jpg'), /braces/)
  assert.throws(
    () => compileCondition({ width: 'x' }),
    (error) => error instanceof Fault && error.code === 'recipe-wrong',
  )
})
