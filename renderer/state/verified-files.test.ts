import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VerifiedFile } from '../../contract/batch-commands.ts'
import { nothingVerified, rightMost, verifiedCount, withVerified, wrongMost } from './verified-files.ts'

function page(from: number, count: number, verdict: (nth: number) => VerifiedFile['verdict']): VerifiedFile[] {
  return Array.from({ length: count }, (_, at) => ({
    path: `/in/${from + at}`,
    output: `/out/${from + at}`,
    verdict: verdict(from + at),
    bytes: 2,
    sha256: '',
    foundSha256: '',
  }))
}

test('of many results all are counted, and the first of each kind are held', () => {
  const pageFiles = 500
  const total = 40_000
  let found = nothingVerified
  for (let from = 0; from < total; from += pageFiles)
    found = withVerified(
      found,
      page(from, pageFiles, (nth) => (nth % 4 > 0 ? 'as-written' : nth % 8 === 0 ? 'changed' : 'missing')),
    )
  assert.deepEqual(found.counts, { 'as-written': 30_000, changed: 5000, missing: 5000, unreadable: 0 })
  assert.equal(verifiedCount(found), total)
  assert.equal(found.bytes, 2 * total)
  assert.equal(found.wrong.length, wrongMost)
  assert.equal(found.right.length, rightMost)
  assert.equal(found.wrong[1]?.output, '/out/4')
  assert.equal(
    withVerified(
      found,
      page(total, 1, () => 'as-written'),
    ).right,
    found.right,
  )
})
