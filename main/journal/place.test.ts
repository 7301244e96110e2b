import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined, parted } from './place.ts'

test('a path is parted into the folder and the name it was joined of, in the form of its system', () => {
  const places: [string, string][] = [
    ['/in/sub', 'a.jpg'],
    ['/', 'a.jpg'],
    ['/in', 'one\\two.jpg'],
    ['C:\\in', 'a.jpg'],
    ['C:\\', 'a.jpg'],
    ['\\\\server\\share', 'a.jpg'],
  ]
  for (const [folder, name] of places) assert.deepEqual(parted(joined(folder, name)), { folder, name })
})
