import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { portableName, portableStem, windowsRefusal } from './portable.ts'

test('names that Windows refuses are changed as little as possible', () => {
  const changes = {
    'a:b?.txt': 'a_b_.txt',
    'trailing.': 'trailing_',
    'dots...': 'dots___',
    'space ': 'space_',
    con: 'con_',
    'NUL.tar.gz': 'NUL_.tar.gz',
    'aux .txt': 'aux_ .txt',
    'Com\u00b9': 'Com\u00b9_',
    'line\nbreak': 'line_break',
    'e\u0301': '\u00e9',
    '\udc80raw': '_raw',
  }
  for (const [from, to] of Object.entries(changes)) assert.equal(portableName(from), to)
})

test('names that are fine everywhere stay as they are', () => {
  for (const name of ['photo 2.jpg', '.hidden', 'console', 'com', 'lpt10', 'über ﬁne', '夏.png', '…'])
    assert.equal(portableName(name), name)
})

test('only the end of the whole name is an end', () => {
  assert.equal(portableStem('v1.') + '.txt', 'v1..txt')
})

/** Letters that make trouble somewhere, and words that do. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom('con', 'NUL', 'COM1', '.', ' ', ':', '\\', 'e', '\u0301', '\0', '\udcff', '\ud83d', '😀', 'İ'),
      fc.string({ maxLength: 2 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))

test('whatever the name, Windows takes the portable one, and a second time changes nothing', () => {
  fc.assert(
    fc.property(name, (given) => {
      if (given === '') return
      const portable = portableName(given)
      assert.equal(windowsRefusal(portable), undefined)
      assert.equal(portableName(portable), portable)
      assert.ok(portable.isWellFormed() && portable === portable.normalize('NFC') && portable !== '')
    }),
    { numRuns: 2000 },
  )
})
