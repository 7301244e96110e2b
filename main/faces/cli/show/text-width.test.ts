import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitText, padText, textWidth } from './text-width.ts'

test('counts columns as a terminal draws them', () => {
  assert.deepEqual(['abc', 'é', 'e\u0301', '写真', '😀', '👩‍👩‍👧', '한글'].map(textWidth), [3, 1, 1, 4, 2, 2, 4])
  assert.deepEqual(['ﾊﾛｰ', 'ﾡ', '❤', '❤\ufe0f', '\u200b', 'a\u200bb'].map(textWidth), [3, 1, 1, 2, 0, 2])
})

test('cuts the middle, keeping the beginning and the extension', () => {
  assert.equal(fitText('holiday-photo-0001.jpeg', 12), 'holida….jpeg')
  assert.equal(fitText('写真写真写真.jpg', 9), '写真….jpg')
  assert.equal(fitText('short', 12), 'short')
  assert.equal(fitText('long', 1), '…')
  assert.equal(fitText('long', 0), '')
})

test('never exceeds the columns asked for, and padding fills them exactly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 60 }), (text, columns) => {
      assert.ok(textWidth(fitText(text, columns)) <= columns)
      assert.equal(textWidth(padText(text, columns)), columns)
    }),
  )
})
