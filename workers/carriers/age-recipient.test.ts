import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { isRecipient } from './age-recipient.ts'

test('public keys are known as such, of every kind that files are encrypted for', async () => {
  for (const identity of [await generateX25519Identity(), await generateHybridIdentity()]) {
    const key = await identityToRecipient(identity)
    assert.ok(isRecipient(key), key)
    for (const at of [4, 20, key.length - 1]) {
      const other = key[at] === 'q' ? 'p' : 'q'
      assert.ok(!isRecipient(key.slice(0, at) + other + key.slice(at + 1)), `${key} with ${other} at ${at}`)
    }
    assert.ok(!isRecipient(key.slice(0, -1)))
  }
})

test('what only begins like one is none', () => {
  for (const text of ['age1', 'age1xyz', 'age1nosuchkey', 'age11', 'age2q', '', 'age1tag1qqqqqq'])
    assert.ok(!isRecipient(text), text)
})
