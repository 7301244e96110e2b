import assert from 'node:assert/strict'
import { test } from 'node:test'
import i18next from 'i18next'
import { formatFor } from './format.ts'
import { startTexts } from './i18n.ts'
import { paceText } from './pace-text.ts'

test('files that take long are told by the minute or the hour, and none of them as no speed', async () => {
  await startTexts('en')
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
