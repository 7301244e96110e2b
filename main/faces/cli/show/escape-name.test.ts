import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeName } from './escape-name.ts'

/** Any string at all, lone surrogates included, rich in the characters that matter. */
const hostile = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('\u001b[31m', '\r', '\n', '\u0007', '\u009b', '\u202e', '\u2066', '\u2028', '\udc80', '😀', 'é'),
    ),
  )
  .map((parts) => parts.join(''))

test('never lets a character through that could act on a terminal', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const shown = escapeName(name)
      assert.ok(shown.isWellFormed())
      assert.doesNotMatch(shown, /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u)
    }),
  )
})

test('leaves a name without such characters as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u.test(name))
      assert.equal(escapeName(name), name)
    }),
  )
})

test('keeps the meaning of JSON text', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      assert.deepEqual(JSON.parse(escapeName(JSON.stringify({ [name]: name }))), { [name]: name })
    }),
  )
})

test('spells what it escapes as JSON does', () => {
  assert.equal(escapeName('a\u001b]0;x\u0007\n\tb\udcff\u202e'), 'a\\u001b]0;x\\u0007\\n\\tb\\udcff\\u202e')
})
