import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOfSystem } from './of-system.ts'

test('what Windows keeps for itself at the top of a drive is told by its name, and nowhere else', () => {
  const kept = (folder: string) => (name: string) => isOfSystem(folder, name, 'win32')
  const names = ['$RECYCLE.BIN', 'System Volume Information', 'pagefile.sys', 'photos', 'recycle.bin']
  assert.deepEqual(names.map(kept('D:\\')), [true, true, true, false, false])
  assert.deepEqual(names.map(kept('D:\\backup')), [false, false, false, false, false])
  assert.equal(isOfSystem('/', '$RECYCLE.BIN', 'linux'), false)
})

test('so is what macOS keeps on a disk', () => {
  const kept = (folder: string) => isOfSystem(folder, '.Trashes', 'darwin')
  assert.deepEqual(['/Volumes/CARD', '/Volumes/CARD/in', '/Users/ann'].map(kept), [true, false, false])
  assert.equal(isOfSystem('/Volumes/CARD', '.DS_Store', 'darwin'), false)
})
