import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import type { WatchStatus } from '../../../contract/watch.ts'
import { formatFor } from '../../texts/format.ts'
import { startTexts } from '../../texts/i18n.ts'
import type { Texts } from '../../texts/use-texts.ts'
import { wordsOf } from './watch-words.ts'

before(() => startTexts('en'))

const said = (watch: Partial<WatchStatus>) => {
  const texts: Pick<Texts, 't' | 'n' | 'format'> = {
    t: i18next.t,
    format: formatFor('en', 'en-GB'),
    n: (count) => ({ count, text: String(count) }),
  }
  return wordsOf({ state: 'watching', ...watch } as WatchStatus, texts as Texts)
}

test('files in groups that are still open are told where nothing else waits', () => {
  assert.equal(said({}), 'Watching')
  assert.equal(said({ gathering: { groups: 1, files: 3, closesMs: null } }), '3 files wait for more')
  assert.equal(said({ gathering: { groups: 1, files: 1, closesMs: null } }), '1 file waits for more')
  assert.equal(said({ state: 'settling', settling: 2 }), 'Settling 2 files')
})

test('a watch out of its hours says on which day it starts, unless that is today', (t) => {
  // A Saturday.
  t.mock.timers.enable({ apis: ['Date'], now: new Date(2026, 10, 28, 12) })
  const outside = (days: number[], ready = 0) => {
    const schedule = { from: '22:00', to: '06:00', days }
    return said({ state: 'out-of-hours', ready, rules: { schedule } as WatchStatus['rules'] })
  }
  assert.equal(outside([6]), 'Starts at 22:00')
  assert.equal(outside([7]), 'Starts tomorrow at 22:00')
  assert.equal(outside([1], 3), 'Starts 30 Nov, 22:00, 3 waiting')
})
