import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { distinctRoots } from './distinct-roots.ts'

const noLinks = process.platform === 'win32' && 'Windows lets nobody but administrators make links'

/** A folder with two in it, and links to one of them from beside and from within. */
function tree() {
  const folder = temporaryFolder()
  writeTree(folder.path, {
    'photos/a.jpg': '',
    'photos/2024/b.jpg': '',
    'photos/.mr-vault/c.jpg': '',
    'other/d.jpg': '',
  })
  symlinkSync('photos', join(folder.path, 'alias'))
  symlinkSync('../other', join(folder.path, 'photos/elsewhere'))
  const kept = (names: string[], leaveOut: string[] = []): string[] => {
    const whole = (name: string): string => join(folder.path, name)
    return distinctRoots(names.map(whole), { leaveOut: leaveOut.map(whole) }).map((path) =>
      path.slice(folder.path.length + 1),
    )
  }
  return { kept, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

test('what lies in another root is met there, also when it is named by way of a link', { skip: noLinks }, () => {
  using at = tree()
  assert.deepEqual(at.kept(['photos', 'photos/2024', 'photos/a.jpg']), ['photos'])
  assert.deepEqual(at.kept(['alias', 'photos']), ['alias'])
  assert.deepEqual(at.kept(['alias/2024', 'photos']), ['photos'])
  assert.deepEqual(at.kept(['photos/2024', 'photos/a.jpg']), ['photos/2024', 'photos/a.jpg'])
})

test('what a walk from above does not reach stays: behind a link, left out, our own, not there', {
  skip: noLinks,
}, () => {
  using at = tree()
  assert.deepEqual(at.kept(['photos', 'photos/elsewhere']), ['photos', 'photos/elsewhere'])
  assert.deepEqual(at.kept(['photos', 'photos/2024'], ['photos/2024']), ['photos', 'photos/2024'])
  assert.deepEqual(at.kept(['photos', 'photos/.mr-vault']), ['photos', 'photos/.mr-vault'])
  assert.deepEqual(at.kept(['gone', 'photos']), ['gone', 'photos'])
})
