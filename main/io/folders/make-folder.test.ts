import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { makeFolder, nearestFolder } from './make-folder.ts'
import { roomFor } from '../volumes/room-for.ts'

test('a folder is made with those above it, and one that is there stays', () => {
  using root = temporaryFolder()
  makeFolder(join(root.path, 'a/b'))
  writeTree(root.path, { 'a/b/c.txt': 'kept' })
  makeFolder(join(root.path, 'a/b'))
  assert.deepEqual(readTree(root.path), { 'a/b/c.txt': 'kept' })
})

test('where the system makes no folders, that is said once', { skip: process.platform !== 'linux' }, () => {
  assert.throws(() => makeFolder('/proc/millrace/results'), { code: 'file-missing', subject: '/proc/millrace' })
})

test('the nearest folder to a missing one is that around it, and none above the top, which is made', () => {
  using root = temporaryFolder()
  const at = (path: string): string => join(root.path, path)
  writeTree(root.path, { 'out/a/b.txt': 'b' })
  const top = at('out')
  assert.equal(nearestFolder({ folder: at('out/a'), top }), at('out/a'))
  assert.equal(nearestFolder({ folder: at('out/a/x/y'), top }), at('out/a'))
  assert.equal(nearestFolder({ folder: at('out/x/y'), top }), top)
  assert.throws(
    () => nearestFolder({ folder: at('out/a/b.txt/c'), top }),
    (error) => error instanceof Fault && error.code === 'name-taken' && error.subject === at('out/a/b.txt'),
  )
  assert.equal(nearestFolder({ folder: at('new/out/x'), top: at('new/out') }), at('new/out'))
  const found: string[] = readdirSync(root.path, { recursive: true, encoding: 'utf8' })
  assert.deepEqual(new Set(found), new Set(['new', 'new/out', 'out', 'out/a', 'out/a/b.txt'].map(normalize)))
})

for (const folder of ['photo.jpg', 'photo.jpg/web', 'photo.jpg/web/small'])
  test(`where ${folder} would be a folder, the file in its place is named, and that it is one`, () => {
    using root = temporaryFolder()
    writeTree(root.path, { 'photo.jpg': 'only copy' })
    const file = join(root.path, 'photo.jpg')
    assert.throws(
      () => makeFolder(join(root.path, folder)),
      (error) =>
        error instanceof Fault &&
        error.code === 'name-taken' &&
        error.subject === file &&
        /is not a folder/.test(error.why),
    )
    const { problem } = roomFor(join(root.path, folder))
    assert.deepEqual([problem?.code, problem?.subject, problem?.why], ['name-taken', file, 'It is not a folder.'])
    assert.deepEqual(readTree(root.path), { 'photo.jpg': 'only copy' })
  })
