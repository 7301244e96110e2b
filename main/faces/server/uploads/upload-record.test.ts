import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeNames } from './upload-record.ts'

test('names that Windows cannot hold are refused there before a byte is sent, and taken elsewhere', () => {
  for (const path of ['NUL.txt', 'a/CON', 'a/com1.jpg/b', 'a:b', 'a\\b', 'dot.', 'space ']) {
    assert.throws(() => safeNames(path, { platform: 'win32' }), { code: 'name-refused' }, path)
    assert.deepEqual(safeNames(path, { platform: 'linux' }), path.split('/'))
  }
  assert.deepEqual(safeNames('CONTACTS/nul-1.txt', { platform: 'win32' }), ['CONTACTS', 'nul-1.txt'])
})

test('a path that is none, or leads elsewhere, is refused on every system', () => {
  for (const platform of ['win32', 'linux'] as const)
    for (const path of ['', '/a', 'a//b', '../a', 'a/./b', 'a\0b', 'a/'.repeat(70)])
      assert.throws(() => safeNames(path, { platform }), { code: 'name-refused' }, path)
})
