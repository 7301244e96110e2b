import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inGroups } from './in-groups.ts'

test('answers come back in the groups their questions were asked in, also where one asked nothing', () => {
  const groups = [['a', 'b'], [], ['c']]
  assert.deepEqual(inGroups([1, 2, 3], groups), [[1, 2], [], [3]])
})
