import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindsTaken } from './kinds-taken.ts'

const said = (...matches: string[]) => kindsTaken(matches.map((match) => ({ match })))

test('what a recipe takes is said in words people have for it', () => {
  assert.equal(said('image/*', 'video/*'), 'pictures, videos')
  assert.equal(said('image/heic', 'image/heif', 'application/pdf'), 'HEIC, HEIF, PDF')
})

test('patterns of names stay as they are, the first six of many', () => {
  assert.equal(said('*.zip', 'image/svg+xml'), '*.zip, image/svg+xml')
  assert.equal(said('*.a', '*.b', '*.c', '*.d', '*.e', '*.f', '*.g', '*.h'), '*.a, *.b, *.c, *.d, *.e, *.f and 2 more')
})
