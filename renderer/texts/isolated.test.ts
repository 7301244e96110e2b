import assert from 'node:assert/strict'
import { test } from 'node:test'
import i18next from 'i18next'
import { firstAndMore } from './first-and-more.ts'
import { startTexts } from './i18n.ts'

await startTexts('en')

test('a name that is written from right to left moves no word of the sentence it stands in', () => {
  assert.equal(i18next.t('places.chooseFolder', { folder: 'שלום' }), 'Choose “\u2068שלום\u2069”')
  assert.equal(i18next.t('places.chooseFolder', { folder: 'a <b> & "c"' }), 'Choose “a <b> & "c"”')
})

test('what a run is called by is kept as it is, without signs for the eye', () => {
  assert.equal(firstAndMore(['שלום.jpg', 'b', 'c']), 'שלום.jpg and 2 more')
})
