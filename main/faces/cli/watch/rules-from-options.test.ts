import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rulesFromOptions } from './rules-from-options.ts'

const rules = (options: Record<string, unknown>) => rulesFromOptions(options, '/home')

test('only what was said is a rule', () => {
  assert.deepEqual(rules({}), {})
  assert.deepEqual(rules({ recipe: 'copy', out: 'done', minSize: 1_000, followLinks: true }), {
    recipe: 'copy',
    out: '/home/done',
    minBytes: 1_000,
    followLinks: true,
  })
})

test('patterns are separated by commas, but not within braces', () => {
  assert.deepEqual(rules({ only: '*.{jpg,png}, image/*' }).only, ['*.{jpg,png}', 'image/*'])
})

test('hours and days make a schedule, and each may stand alone', () => {
  assert.deepEqual(rules({ hours: '22:00-6:00', days: '1-5' }).schedule, {
    from: '22:00',
    to: '06:00',
    days: [1, 2, 3, 4, 5],
  })
  assert.deepEqual(rules({ days: '7,6' }).schedule, { from: '00:00', to: '00:00', days: [6, 7] })
  assert.deepEqual(rules({ days: '5-1' }).schedule?.days, [1, 5, 6, 7])
  assert.deepEqual(rules({ hours: '09:00-17:00' }).schedule?.days, [1, 2, 3, 4, 5, 6, 7])
})

test('groups and originals', () => {
  assert.deepEqual(rules({ groupCount: 5 }).gather, { count: 5, bytes: null, quietMs: 60_000 })
  assert.deepEqual(rules({ originals: 'move:{out}/old' }).originals, { act: 'move', folder: '{out}/old' })
  assert.deepEqual(rules({ originals: 'vault' }).originals, { act: 'vault' })
})

test('what cannot be read names its option', () => {
  for (const [option, value] of Object.entries({
    hours: 'at night',
    days: '8',
    kinds: 'pictures',
    originals: 'delete',
  }))
    assert.throws(() => rules({ [option]: value }), { code: 'usage-wrong', subject: `--${option}` }, option)
})
