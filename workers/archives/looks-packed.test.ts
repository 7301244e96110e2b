import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import { looksPacked } from './looks-packed.ts'

test('what is packed or random already is known by its bytes, and nothing that could be packed is taken for it', () => {
  const noise = createCipheriv('aes-256-ctr', Buffer.alloc(32, 1), Buffer.alloc(16)).update(Buffer.alloc(50_000))
  const words = Array.from({ length: 60_000 }, (_, at) => `word${(at * 7919) % 1000} `).join('')
  assert.equal(looksPacked(noise), true)
  assert.equal(looksPacked(Buffer.from(words)), false)
  assert.equal(looksPacked(noise.map((byte) => byte >> 1)), false)
  assert.equal(looksPacked(noise.subarray(0, 1000)), false)
})
