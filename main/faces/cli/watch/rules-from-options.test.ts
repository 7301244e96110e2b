import assert from 'node:assert/strict'
import { resolve } from 'node:path'
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

test('originals move to a folder inside the output folder, which a whole path does not name', () => {
  for (const folder of [resolve('old'), '/old', '~/old'])
    assert.throws(() => rules({ originals: `move:${folder}` }), {
      code: 'usage-wrong',
      subject: '--originals',
      why: 'The folder behind move: lies in the output folder: write move:old, say.',
    })
  assert.deepEqual(rules({ originals: 'move:old' }).originals, { act: 'move', folder: 'old' })
})

test('a number that cannot be is told with its option, and with what it may be', () => {
  for (const [option, least, most, flag] of [
    ['settle', 100, 3_600_000, '--settle'],
    ['patience', 1_000, 86_400_000, '--patience'],
    ['depth', 0, 64, '--depth'],
    ['groupCount', 1, 10_000, '--group-count'],
    ['groupQuiet', 1_000, 86_400_000, '--group-quiet'],
  ] as const) {
    for (const value of [least, most]) assert.doesNotThrow(() => rulesFromOptions({ [option]: value }, '/'), option)
    for (const value of [least - 1, most + 1])
      assert.throws(() => rulesFromOptions({ [option]: value }, '/'), {
        code: 'usage-wrong',
        subject: flag,
        why: /^Write a (time|number) from \d+(ms|s)? to \d+h?\.$/,
      })
  }
  assert.throws(() => rulesFromOptions({ groupSize: 0 }, '/'), { subject: '--group-size' })
})
