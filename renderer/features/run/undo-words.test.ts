import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { startTexts } from '../../texts/i18n.ts'
import { type Deed, undoWords } from './undo-words.ts'

before(() => startTexts('en'))

const said = (files: number, deed: Deed | undefined) =>
  undoWords({ files, deed }, { t: i18next.t, n: (count) => ({ count, text: String(count) }) })

test('undo speaks of files, since nobody knows how many results were made of them', () => {
  assert.equal(said(22, undefined), 'The results of 22 files move to the vault.')
  assert.equal(said(1, undefined), 'The results of 1 file move to the vault.')
})

test('originals come back only where the recipe did something to them', () => {
  assert.match(said(22, 'touches'), /vault\. Originals that were moved or replaced come back\.$/)
  assert.match(said(22, 'picks'), /vault\. Originals that the recipe had picked come back; the others never left\.$/)
  assert.match(said(22, 'none'), /vault\. Originals were never changed\.$/)
})

test('where files were only moved, they go back, and nothing is said of results', () => {
  assert.equal(said(73, 'moves'), '73 files go back to where they were.')
  assert.equal(said(1, 'moves'), '1 file goes back to where it was.')
})
