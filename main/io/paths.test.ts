import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf, namesBelow, rootOf } from './paths.ts'

test('one level up from a root is the root, on every system', () => {
  const up = (separator: string) => (path: string) => folderOf(path, separator)
  assert.deepEqual(['/a/b', '/a', '/', '/a:/b'].map(up('/')), ['/a', '/', '/', '/a:'])
  const windows = ['C:\\a\\b', 'C:\\a', 'C:\\', '\\\\server\\share\\a']
  assert.deepEqual(windows.map(up('\\')), ['C:\\a', 'C:\\', 'C:\\', '\\\\server\\share'])
  const shares = ['\\\\server\\share', '\\\\server\\share\\']
  assert.deepEqual(shares.map(up('\\')), shares)
})

test('the uppermost folder is one that the way up comes by, also on a share', () => {
  assert.deepEqual(
    ['/a/b', '/'].map((path) => rootOf(path, '/')),
    ['/', '/'],
  )
  const windows = ['C:\\a\\b', '\\\\server\\share\\a\\b', '\\\\server\\share', '\\\\server\\share\\']
  assert.deepEqual(
    windows.map((path) => rootOf(path, '\\')),
    ['C:\\', '\\\\server\\share', '\\\\server\\share', '\\\\server\\share\\'],
  )
})

test('a backslash parts the names of a path on Windows only', () => {
  assert.deepEqual(namesBelow('/in', '/in/a\\b/c.txt', '/'), ['a\\b', 'c.txt'])
  assert.deepEqual(namesBelow('C:\\', 'C:\\a\\b.txt', '\\'), ['a', 'b.txt'])
  assert.deepEqual(namesBelow('/in', '/in', '/'), [])
})
