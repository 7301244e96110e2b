import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { formatFor } from '../../texts/format.ts'
import { startTexts } from '../../texts/i18n.ts'
import { expectedTime } from './expected-time.ts'

before(() => startTexts('en'))

test('a run that will be over at once is not said to take seconds, as on the command line', () => {
  const said = (ms: number): string => expectedTime(ms, { t: i18next.t, format: formatFor('en') })
  assert.deepEqual([300, 999, 1000, 4999, 5000, 120_000].map(said), [
    'Under a second',
    'Under a second',
    'A few seconds',
    'A few seconds',
    'About 5 seconds',
    'About 2 min',
  ])
})
