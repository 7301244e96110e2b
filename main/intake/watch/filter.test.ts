import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchRules } from '../../../contract/watch-rules.ts'
import { partialNames } from '../../../contract/watch-words.ts'
import { filterOf } from './filter.ts'

const nowMs = Date.UTC(2026, 0, 1)

function takes(rules: object, name: string, { sizeBytes = 1_000, ageMs = 0 } = {}): boolean {
  const whole = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out', ...rules })
  const identity = { dev: '1', ino: '1', sizeBytes, mtimeNs: String(BigInt(nowMs - ageMs) * 1_000_000n) }
  return filterOf(whole)({ path: `/in/${name}`, relative: '', identity }, nowMs)
}

test('partial downloads and lock files of office programs are left out unless the list is changed', () => {
  for (const name of ['a.part', 'b.crdownload', '~$report.docx', 'c.tmp', '.d.txt.swp', '.~lock.e.odt#'])
    assert.ok(!takes({}, name), name)
  assert.ok(takes({}, 'party.jpg'))
  assert.ok(takes({ leaveOut: [] }, 'a.part'))
  assert.ok(partialNames.includes('*.part'))
})

test('patterns are about names or, with a slash, about media types', () => {
  assert.ok(takes({ only: ['*.jpg', 'application/pdf'] }, 'a.JPG'))
  assert.ok(takes({ only: ['application/pdf'] }, 'a.pdf'))
  assert.ok(!takes({ only: ['image/*'] }, 'a.pdf'))
})

test('kinds, sizes and ages have to fit', () => {
  assert.ok(takes({ kinds: ['image'] }, 'a.heic'))
  assert.ok(takes({ kinds: ['document'] }, 'a.docx'))
  assert.ok(takes({ kinds: ['archive'] }, 'a.zip'))
  assert.ok(!takes({ kinds: ['video'] }, 'a.jpg'))
  assert.ok(takes({ kinds: ['other'] }, 'no extension'))
  assert.ok(!takes({ minBytes: 2_000 }, 'a'))
  assert.ok(!takes({ maxBytes: 500 }, 'a'))
  assert.ok(!takes({ maxAgeMs: 1_000 }, 'a', { ageMs: 5_000 }))
})

test('a pattern that is none is named', () => {
  assert.throws(() => takes({ only: ['{a'] }, 'a'), { code: 'usage-wrong', subject: '{a' })
})
