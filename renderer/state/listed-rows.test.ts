import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withNewest, withOlder } from './listed-rows.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('')

test('what slides off the newest page stays between it and older rows', () => {
  const known = withOlder(rows('d', 'c'), rows('b', 'a'))
  assert.equal(ids(withNewest(known, rows('e', 'd'))), 'edcba')
})

test('older rows that were asked for twice stand there once', () => {
  const once = withOlder(rows('d', 'c'), rows('b', 'a'))
  assert.equal(ids(withOlder(once, rows('b', 'a'))), 'dcba')
})

test('a row of the newest page is as it is now', () => {
  const known = [{ id: 'a', state: 'running' }]
  assert.deepEqual(withNewest(known, [{ id: 'a', state: 'finished' }]), [{ id: 'a', state: 'finished' }])
})
