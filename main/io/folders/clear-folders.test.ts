import assert from 'node:assert/strict'
import { mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { clearFolders } from './clear-folders.ts'

const noLinks = process.platform === 'win32' && 'Windows lets nobody but administrators make links'

test('folders that were made since and hold nothing go, with those above them; all others stay, and so does the root', {
  skip: noLinks,
}, () => {
  using place = temporaryFolder()
  const at = (path: string): string => join(place.path, path)
  writeTree(place.path, { 'root/full/a.txt': 'x', 'root/full/sub/b.txt': 'y', 'beside/c.txt': 'z' })
  mkdirSync(at('root/2024/05'), { recursive: true })
  symlinkSync(at('beside'), at('root/link'))
  rmSync(at('root/full/sub/b.txt'))
  const folders = ['root/2024/05', 'root/full/sub', 'root/link', 'beside', 'root', 'root/gone'].map(at)
  const { birthtimeMs } = statSync(at('root'))
  clearFolders({ folders, roots: [at('root')], sinceMs: birthtimeMs + 1e6 })
  assert.ok(statSync(at('root/2024/05')).isDirectory(), 'one that was there before is somebody’s own')
  clearFolders({ folders, roots: [at('root')], sinceMs: birthtimeMs })
  for (const path of ['root/2024', 'root/full/sub'])
    assert.equal(statSync(at(path), { throwIfNoEntry: false }), undefined)
  for (const path of ['root', 'root/full', 'root/link', 'beside']) assert.ok(statSync(at(path)).isDirectory(), path)
  assert.equal(readTree(place.path)['root/full/a.txt'], 'x')
})

test('on a disk whose clock is ahead, a folder that was there before is not taken for a newer one', () => {
  using place = temporaryFolder()
  const at = (path: string): string => join(place.path, path)
  mkdirSync(at('before'))
  const aheadMs = 3_600_000
  const clock = { nowMs: () => Date.now() - aheadMs }
  const clear = (sinceMs: number) => clearFolders({ folders: [at('before')], roots: [place.path], sinceMs }, clock)
  clear(statSync(at('before')).birthtimeMs - aheadMs + 30_000)
  assert.ok(statSync(at('before')).isDirectory())
  clear(statSync(at('before')).birthtimeMs - aheadMs - 30_000)
  assert.equal(statSync(at('before'), { throwIfNoEntry: false }), undefined)
})
