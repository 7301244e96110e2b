import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRowRanges } from './row-ranges.ts'

test('rows are asked for by numbers and ranges of them, and all without', () => {
  const wants = parseRowRanges('0-2,7')
  assert.deepEqual([0, 2, 3, 7, 8].map(wants), [true, true, false, true, false])
  assert.ok(parseRowRanges(undefined)(12))
})

test('what is no range, or ends before it begins, is refused instead of giving nothing', () => {
  for (const text of ['', 'a', '1-', '5-2', '1,,2', '-1', '1'.repeat(11), Array(1_001).fill(1).join()])
    assert.throws(() => parseRowRanges(text), { code: 'usage-wrong', subject: 'seqs' }, text)
})
