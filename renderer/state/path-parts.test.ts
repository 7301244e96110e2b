import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldersOf, nameOf } from '../texts/shown-path.ts'
import { folderOf, partsOf } from './path-parts.ts'

test('a backslash parts the names of a path of Windows, and is part of a name anywhere else', () => {
  assert.deepEqual(partsOf('C:\\Photos\\a.jpg'), ['C:', 'Photos', 'a.jpg'])
  assert.deepEqual(partsOf('\\\\server\\share\\a.jpg'), ['server', 'share', 'a.jpg'])
  assert.deepEqual(partsOf('/photos/AC\\DC.jpg'), ['photos', 'AC\\DC.jpg'])
  assert.deepEqual([nameOf('/photos/AC\\DC.jpg'), foldersOf('/photos/AC\\DC.jpg')], ['AC\\DC.jpg', '/photos'])
  assert.deepEqual([nameOf('C:\\Photos\\a.jpg'), foldersOf('C:\\Photos\\a.jpg')], ['a.jpg', 'C: / Photos'])
})

test('the folder of a file is what it lies in, also where that is a root', () => {
  const folders = ['/photos/AC\\DC.jpg', '/a.jpg', 'C:\\Photos\\a.jpg', 'C:\\a.jpg', 'a.jpg'].map(folderOf)
  assert.deepEqual(folders, ['/photos', '/', 'C:\\Photos', 'C:\\', ''])
})
