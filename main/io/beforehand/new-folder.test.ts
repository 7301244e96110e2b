import assert from 'node:assert/strict'
import { mkdtempDisposableSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newFolder } from './new-folder.ts'

test('a folder is made under the name that was typed, in a folder that is there', () => {
  using place = mkdtempDisposableSync(join(tmpdir(), 'mr-new-'))
  const names = ['Web 2026', '照片', 'משפחה', '🐙', 'a'.repeat(255)]
  for (const name of names) assert.deepEqual(newFolder({ folder: place.path, name }), { path: join(place.path, name) })
  assert.ok(statSync(join(place.path, '照片')).isDirectory())
  assert.deepEqual(readdirSync(place.path).toSorted(), names.toSorted())
})

test('a name that leads elsewhere, is not shown or is too long makes nothing', () => {
  using place = mkdtempDisposableSync(join(tmpdir(), 'mr-new-'))
  const make = (name: string) => () => newFolder({ folder: place.path, name })
  for (const name of ['', '  ', '.', '..', '../out', 'a/b', 'a\\b', '.hidden', '.mr-vault', 'a\0b', 'a\nb', '\udc80'])
    assert.throws(make(name), { code: 'name-refused' }, JSON.stringify(name))
  assert.throws(make('é'.repeat(128)), { code: 'name-too-long' })
  assert.deepEqual(readdirSync(place.path), [])
})

test('what has the name already is not taken for the new folder, and a folder that has gone is not made again', () => {
  using place = mkdtempDisposableSync(join(tmpdir(), 'mr-new-'))
  newFolder({ folder: place.path, name: 'one' })
  writeFileSync(join(place.path, 'two'), '')
  for (const name of ['one', 'two'])
    assert.throws(() => newFolder({ folder: place.path, name }), { code: 'name-taken' })
  rmSync(join(place.path, 'one'), { recursive: true })
  assert.throws(() => newFolder({ folder: join(place.path, 'one'), name: 'three' }), { code: 'file-missing' })
  assert.deepEqual(readdirSync(place.path), ['two'])
})
