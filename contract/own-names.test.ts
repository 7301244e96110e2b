import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOwnName } from './own-names.ts'

test('names that Millrace makes for itself are its own, and no others that begin alike', () => {
  const token = '0a1b2c3d4e'
  const own = ['.mr-vault', '.mr-code', `.mr-${token}-7-abc1230w.0`, `.mr-${token}-0-probe-a`]
  const documents = [`.mr-move-${'0f'.repeat(12)}`, `.mr-whole-${'0f'.repeat(8)}`]
  assert.deepEqual([...own, ...documents].filter(isOwnName), [...own, ...documents])
  const theirs = [
    '.mr-backups',
    '.mr-smith.jpg',
    '.mr-1-2',
    '.mr-vault.bak',
    '.mr-move-in',
    '.mr-decade-2010',
    'mr-vault',
  ]
  assert.deepEqual(theirs.filter(isOwnName), [])
})
