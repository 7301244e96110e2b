import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodePath, encodePath } from './path-text.ts'

test('any bytes of a name come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.deepEqual(encodePath(decodePath(bytes)), bytes)
    }),
  )
})

test('a Unicode name is read as the platform reads it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(name.isWellFormed())
      assert.equal(decodePath(Buffer.from(name)), name)
      assert.deepEqual(Buffer.from(encodePath(name)), Buffer.from(name))
    }),
  )
})

test('overlong forms, surrogates and cut sequences are kept byte for byte', () => {
  for (const hex of ['c080', 'eda080', 'f4908080', 'e28', 'ff', 'c3']) {
    const bytes = Uint8Array.from(Buffer.from(hex.length % 2 ? hex.slice(0, -1) : hex, 'hex'))
    const text = decodePath(bytes)
    assert.equal(text.isWellFormed(), false)
    assert.deepEqual(encodePath(text), bytes)
  }
})
