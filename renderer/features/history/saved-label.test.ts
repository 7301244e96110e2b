import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { formatFor } from '../../texts/format.ts'
import { startTexts } from '../../texts/i18n.ts'
import { savedLabel } from './saved-label.ts'
import type { Span } from './span.ts'

before(() => startTexts('en'))

function labelOf(span: Span, ...savedBytes: number[]): string {
  const starts = [0, 1, 2].map((month) => new Date(2026, month, 1).getTime())
  const buckets = savedBytes.map((bytes) => ({ savedBytes: bytes }))
  return savedLabel(buckets, { starts, span }, { t: i18next.t, format: formatFor('en', 'en-GB') })
}

test('who does not see the drawing hears on which day, or in which month, most was saved', () => {
  assert.match(labelOf('month', 1e6, 3e6, 2e6), /^Most was saved on .*1 February.*: 3\.0 MB$/)
  assert.match(labelOf('year', 1e6, 3e6, 2e6), /^Most was saved in Feb.*: 3\.0 MB$/)
})

test('where nothing was saved no day is named for it', () => {
  assert.equal(labelOf('week', 0, 0, 0), 'Nothing was saved in this time')
})
