import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { renameSync, symlinkSync } from 'node:fs'
import { join, sep } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodePath } from '../../../contract/path-text.ts'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { nameOf } from '../paths.ts'
import { walk } from './walk.ts'

const options = { leaveOut: [], maxDepth: 64 }
const noLinks = process.platform === 'win32' && 'Windows lets nobody but administrators make links'

const found = (root: string, more: Partial<typeof options> = {}): string[] =>
  [...walk([{ path: root }], { ...options, ...more })].map(
    ({ path, fault }) => path.slice(root.length + 1).replaceAll(sep, '/') + (fault ? ` ${fault.code}` : ''),
  )

test('a tree is walked depth first, in order of names, with our own files left out', () => {
  using root = temporaryFolder()
  writeTree(root.path, {
    'b.txt': '',
    'a/z.txt': '',
    'a/b/c.txt': '',
    'C.txt': '',
    '.mr-0123456789-x-1': '',
    '.mr-vault/old.txt': '',
  })
  assert.deepEqual(found(root.path), ['C.txt', 'a/b/c.txt', 'a/z.txt', 'b.txt'])
})

test('the order paths are given in does not matter', () => {
  using root = temporaryFolder()
  const names = ['c', 'a', 'b', 'é', 'Z']
  writeTree(root.path, Object.fromEntries(names.map((name) => [name, ''])))
  const inOrder = (list: string[]): string[] =>
    [
      ...walk(
        list.map((name) => ({ path: join(root.path, name) })),
        options,
      ),
    ].map(({ path }) => nameOf(path))
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) =>
      assert.deepEqual(inOrder(shuffled), inOrder(names)),
    ),
  )
})

test('links, pipes and a folder too deep are passed over with the reason', {
  skip: process.platform === 'win32',
}, () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'ok.txt': '', 'deep/er/file.txt': '' })
  symlinkSync('.', join(root.path, 'self'))
  execFileSync('mkfifo', [join(root.path, 'pipe')])
  assert.deepEqual(found(root.path, { maxDepth: 1 }), [
    'deep/er too-large',
    'ok.txt',
    'pipe file-special',
    'self file-special',
  ])
})

test('a link that is named by the person is followed; one that leads nowhere is told', {
  skip: process.platform === 'win32',
}, () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'real.txt': 'x' })
  symlinkSync('real.txt', join(root.path, 'link.txt'))
  symlinkSync('nowhere', join(root.path, 'dangling.txt'))
  const entries = [...walk([{ path: join(root.path, 'link.txt') }, { path: join(root.path, 'dangling.txt') }], options)]
  assert.deepEqual(
    entries.map(({ path, fault, wanted }) => [nameOf(path), fault?.code, wanted]),
    [
      ['dangling.txt', 'file-missing', true],
      ['link.txt', undefined, true],
    ],
  )
})

test('a name that is not Unicode keeps its bytes', { skip: process.platform !== 'linux' }, () => {
  using root = temporaryFolder()
  writeTree(root.path, { plain: 'x' })
  const bytes = Buffer.from([0x61, 0xff, 0x62])
  renameSync(join(root.path, 'plain'), Buffer.concat([Buffer.from(`${root.path}/`), bytes]))
  const [entry] = [...walk([{ path: root.path }], options)]
  assert.equal(entry && nameOf(entry.path), decodePath(bytes))
  assert.equal(entry?.identity?.sizeBytes, 1)
})

test('a folder that is left out is not entered', () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'in.txt': '', 'out/result.txt': '' })
  assert.deepEqual(found(root.path, { leaveOut: [join(root.path, 'out')] as never[] }), ['in.txt'])
})

test('a folder that is left out is not entered where a link to a folder above it is named either', {
  skip: noLinks,
}, () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'data/in.txt': '', 'data/out/result.txt': '' })
  const link = join(root.path, 'link')
  symlinkSync(join(root.path, 'data'), link)
  assert.deepEqual(found(link, { leaveOut: [join(root.path, 'data/out')] as never[] }), ['in.txt'])
})
