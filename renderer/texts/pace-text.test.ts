import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { formatFor } from './format.ts'
import { startTexts } from './i18n.ts'
import { paceText, paceUnit } from './pace-text.ts'

before(() => startTexts('en'))

test('files that take long are told by the minute or the hour, and none of them as no speed', () => {
  const texts = { t: i18next.t, format: formatFor('en', 'en') }
  const paces = [27.6, 1, 0.5, 1 / 60, 1 / 3600, 0].map((filesPerS) => paceText(filesPerS, texts))
  assert.deepEqual(paces, [
    '27.6 files/s',
    '1.0 files/s',
    '30.0 files/min',
    '1.0 files/min',
    '1.0 files/h',
    '0 files/s',
  ])
})

test('a rest is told in the unit of the speed that stands beside it', () => {
  const texts = { t: i18next.t, format: formatFor('en', 'en') }
  const rests = [27.6, 0.7, 1 / 3600].map((was) => paceText(0, texts, paceUnit(was)))
  assert.deepEqual(rests, ['0 files/s', '0 files/min', '0 files/h'])
})
