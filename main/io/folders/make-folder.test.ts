import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { makeFolder, nearestFolder, unmakeFolders } from './make-folder.ts'
import { roomFor } from '../volumes/room-for.ts'
import { Worker } from 'node:worker_threads'

test('a folder is made with those above it, and one that is there stays', () => {
  using root = temporaryFolder()
  makeFolder(join(root.path, 'a/b'))
  writeTree(root.path, { 'a/b/c.txt': 'kept' })
  makeFolder(join(root.path, 'a/b'))
  assert.deepEqual(readTree(root.path), { 'a/b/c.txt': 'kept' })
})

test('a folder that another thread makes and takes away all the time is made all the same', async () => {
  using root = temporaryFolder()
  const folder = join(root.path, 'vault')
  const flickering = `const fs = require('node:fs'); const { workerData: { folder, stop } } = require('node:worker_threads')
    while (Atomics.load(stop, 0) === 0) try { fs.mkdirSync(folder); fs.rmdirSync(folder) } catch {}`
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(flickering, { eval: true, workerData: { folder, stop } })
  await once(worker, 'online')
  try {
    for (let time = 0; time < 400; time++) unmakeFolders(makeFolder(folder))
  } finally {
    Atomics.store(stop, 0, 1)
    await once(worker, 'exit')
  }
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

test('a folder whose name no disk takes, or that of one it is in, is known before it is made', {
  skip: process.platform === 'win32',
}, () => {
  using root = temporaryFolder()
  const long = 'x'.repeat(300)
  for (const folder of [long, `new/${long}/small`, `${'deep/'.repeat(1000)}small`]) {
    const path = join(root.path, folder)
    assert.equal(roomFor(path).problem?.code, 'name-too-long', folder)
  }
  assert.equal(roomFor(join(root.path, 'new/small')).problem, null)
})
