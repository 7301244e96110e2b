import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { startTexts } from '../../texts/i18n.ts'
import { type Deed, undoneWords, undoWords } from './undo-words.ts'

before(() => startTexts('en'))

const texts = { t: i18next.t, n: (count: number) => ({ count, text: String(count) }) }

const said = (files: number, deed: Deed | undefined, originals?: number) => undoWords({ files, deed, originals }, texts)

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

test('once it is known how many originals come back, their number is said', () => {
  assert.match(
    said(5, 'picks', 3),
    /vault\. 3 originals that the recipe had picked come back; the others never left\.$/,
  )
  assert.match(said(1, 'touches', 1), /vault\. 1 original that was moved or replaced comes back\.$/)
  assert.equal(said(5, 'picks', 0), 'The results of 5 files move to the vault.')
})

test('what was undone is told with its originals, and with what was undone before', () => {
  const file = (path: string) => ({ path, result: 'undone' as const, reason: '' })
  const files = [file('/in/a'), file('/in/b')]
  assert.equal(undoneWords({ files }, texts), 'Undone: 2 files.')
  assert.equal(
    undoneWords({ files, picked: true, originals: 1 }, texts),
    'Undone what was made of 2 files. 1 original is back.',
  )
  assert.equal(
    undoneWords({ files, originals: 2, before: 448 }, texts),
    'Undone: 2 files. 2 originals are back. 448 files had been undone before.',
  )
  assert.equal(
    undoneWords({ files, originals: 2, replaced: 1 }, texts),
    'Undone: 2 files. 2 originals are back. 1 file that was replaced is back.',
  )
})
