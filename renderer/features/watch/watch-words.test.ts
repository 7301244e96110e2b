import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import type { WatchStatus } from '../../../contract/watch.ts'
import { startTexts } from '../../texts/i18n.ts'
import type { Texts } from '../../texts/use-texts.ts'
import { wordsOf } from './watch-words.ts'

before(() => startTexts('en'))

const said = (watch: Partial<WatchStatus>) => {
  const texts: Pick<Texts, 't' | 'n'> = { t: i18next.t, n: (count) => ({ count, text: String(count) }) }
  return wordsOf({ state: 'watching', ...watch } as WatchStatus, texts as Texts)
}

test('files in groups that are still open are told where nothing else waits', () => {
  assert.equal(said({}), 'Watching')
  assert.equal(said({ gathering: { groups: 1, files: 3, closesMs: null } }), '3 files wait for more')
  assert.equal(said({ gathering: { groups: 1, files: 1, closesMs: null } }), '1 file waits for more')
  assert.equal(said({ state: 'settling', settling: 2 }), 'Settling 2 files')
})
