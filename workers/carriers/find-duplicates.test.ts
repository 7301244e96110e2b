import assert from 'node:assert/strict'
import { linkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../test/fixtures/files.ts'
import { LaterFile } from '../later-file.ts'
import { FileValue, originOf } from './file-value.ts'
import { findDuplicates } from './find-duplicates.ts'

test('one file under several names is no copy of itself', { skip: process.platform === 'win32' }, async () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a.txt': 'same', 'in/only.txt': 'once' })
  linkSync(join(folder.path, 'in/only.txt'), join(folder.path, 'in/linked.txt'))
  symlinkSync('in', join(folder.path, 'alias'))
  const fileAt = (name: string): FileValue =>
    new FileValue(originOf(LaterFile.open(join(folder.path, name)), { name, type: 'text/plain' }))
  const files = ['in/a.txt', 'alias/a.txt', 'in/only.txt', 'in/linked.txt'].map(fileAt)
  assert.deepEqual(await findDuplicates(files, { keep: 'first', progress: () => {} }), [])
  writeTree(folder.path, { 'in/b.txt': 'same' })
  const [set] = await findDuplicates([...files, fileAt('in/b.txt')], { keep: 'first', progress: () => {} })
  assert.deepEqual(
    [set?.kept, ...(set?.others ?? [])].map((file) => file?.origin.name),
    ['alias/a.txt', 'in/b.txt'],
  )
})
