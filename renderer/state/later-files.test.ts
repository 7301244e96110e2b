import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeldFile } from '../../contract/vault.ts'
import { heldIn, type LaterFiles, withLater } from './later-files.ts'

const held = (...numbers: number[]) => numbers.map((n) => ({ n }) as HeldFile)
const none: LaterFiles = { of: undefined, files: [], next: null }
const first = { files: held(1, 2), next: 2 }
const second = { after: 2, files: held(3, 4), next: 4 }
const numbers = (later: LaterFiles, page = first) => heldIn(page, later).files.map(({ n }) => n)

test('a page that was asked for twice stands there once', () => {
  const once = withLater(none, first, second)
  assert.deepEqual(numbers(once), [1, 2, 3, 4])
  assert.deepEqual(numbers(withLater(once, first, second)), [1, 2, 3, 4])
})

test('pages follow each other to the end', () => {
  const all = withLater(withLater(none, first, second), first, { after: 4, files: held(5), next: null })
  assert.deepEqual(numbers(all), [1, 2, 3, 4, 5])
  assert.equal(heldIn(first, all).next, null)
})

test('what followed a first page that is another one by now is not shown', () => {
  const fresh = { files: held(2), next: 2 }
  const later = withLater(none, first, second)
  assert.deepEqual(numbers(later, fresh), [2])
  assert.deepEqual(numbers(withLater(later, fresh, second), fresh), [2, 3, 4])
})
