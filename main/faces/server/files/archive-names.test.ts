import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ArchiveNames, commonFolder } from './archive-names.ts'

test('files of one name are numbered in turn, whatever their case, and beside those that had such a number already', () => {
  const names = new ArchiveNames(['/out'])
  const given = ['/out/a 2.txt', '/out/a.txt', '/out/A.txt', '/out/a.txt', '/out/a 2.txt'].map((path) =>
    names.nameFor(path),
  )
  assert.deepEqual(given, ['a 2.txt', 'a.txt', 'A 3.txt', 'a 4.txt', 'a 2 2.txt'])
})

test('a great many files of one name are named as quickly as others', () => {
  const timed = (pathOf: (n: number) => string): number => {
    const names = new ArchiveNames(['/out'])
    const before = process.threadCpuUsage()
    for (let n = 0; n < 10_000; n++) names.nameFor(pathOf(n))
    // What this thread has worked: on a busy machine it waits for its turn besides.
    return process.threadCpuUsage(before).user
  }
  const different = timed((n) => `/out/${n}.txt`)
  assert.ok(timed(() => '/out/index.html') < different * 50)
})

test('results that did not go into the output folder keep their folders, from the one that all files came from', () => {
  const sources = ['/photos/7', '/photos/8/index.html', '/photos/9']
  const names = new ArchiveNames(['/out', ...commonFolder(sources)])
  const paths = ['/out/a/b.txt', '/photos/7/index.html', '/photos/8/index.html', '/elsewhere/x/index.html']
  assert.deepEqual(
    paths.map((path) => names.nameFor(path)),
    ['a/b.txt', '7/index.html', '8/index.html', 'index.html'],
  )
})

test('the common folder ends between names, and may be the top of the disk', () => {
  assert.deepEqual(commonFolder([]), [])
  assert.deepEqual(commonFolder(['/a/b']), ['/a'])
  assert.deepEqual(commonFolder(['/a/bc/1', '/a/b/2']), ['/a'])
  assert.deepEqual(commonFolder(['/a/1', '/b/2']), ['/'])
})
