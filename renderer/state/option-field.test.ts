import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choicesOf, fieldOfOption, plainAmount, plainValue, stepOf } from './option-field.ts'

test('every kind of option has a control of its own', () => {
  assert.deepEqual(fieldOfOption({ type: 'string', enum: ['a', 'b'] }), { kind: 'choice', values: ['a', 'b'] })
  assert.deepEqual(fieldOfOption({ type: 'boolean' }), { kind: 'flag' })
  assert.deepEqual(fieldOfOption({ type: 'array', items: { enum: ['x'] } }), { kind: 'some', values: ['x'] })
  assert.deepEqual(fieldOfOption({ type: 'array', items: { type: 'integer' } }), { kind: 'list', numbers: true })
  assert.deepEqual(fieldOfOption({ type: 'string', kind: 'template' }), { kind: 'text', as: 'template' })
  assert.deepEqual(fieldOfOption({ type: 'array', kind: 'program', items: { type: 'string' } }), { kind: 'words' })
  assert.deepEqual(fieldOfOption({ type: 'string', kind: 'colour' }), { kind: 'text', as: 'colour' })
  assert.deepEqual(fieldOfOption({ unit: 'bytes', anyOf: [{ type: 'integer' }, { type: 'string' }] }), {
    kind: 'text',
    as: 'size',
  })
  assert.deepEqual(fieldOfOption({ anyOf: [{ enum: ['all'] }, { type: 'array', items: { enum: ['exif'] } }] }), {
    kind: 'either',
    values: ['all'],
    parts: ['exif'],
  })
  assert.deepEqual(fieldOfOption({ type: 'object' }), { kind: 'other' })
})

test('only what is chosen among words is said in words', () => {
  const parts = { type: 'array', items: { enum: ['exif'] } }
  assert.deepEqual(choicesOf({ anyOf: [{ enum: ['all'] }, parts] }), ['all', 'exif'])
  assert.deepEqual([choicesOf(parts), choicesOf({ enum: ['webp'] })], [['exif'], ['webp']])
  for (const free of [{ type: 'string' }, { type: 'array', kind: 'program', items: { type: 'string' } }])
    assert.deepEqual(choicesOf(free), [])
})

test('a number slides where a slider can be put on every value', () => {
  const quality = fieldOfOption({ type: 'integer', minimum: 1, maximum: 100 })
  const pixels = fieldOfOption({ type: 'integer', minimum: 1, maximum: 65_535 })
  assert.ok(quality.kind === 'number' && quality.slides && stepOf(quality) === 1)
  assert.ok(pixels.kind === 'number' && !pixels.slides)
})

test('what is typed is a number where it looks like one', () => {
  assert.deepEqual(['12', ' 1.5 ', '2 MB', '', '-3'].map(plainValue), [12, 1.5, '2 MB', '', -3])
})

test('an amount may be typed full width, as input methods do', () => {
  assert.deepEqual(['１２', '１．５', '－３', '２ＭＢ', '＞１２００', '12', '10²'].map(plainAmount), [
    12,
    1.5,
    -3,
    '2MB',
    '>1200',
    12,
    '10²',
  ])
})
