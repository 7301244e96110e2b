import assert from 'node:assert/strict'
import { linkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../test/fixtures/files.ts'
import { LaterFile } from '../later-file.ts'
import { duplicatesReport } from './duplicates-report.ts'
import { FileValue, originOf } from './file-value.ts'
import { findDuplicates } from './find-duplicates.ts'

test('one file under several names is no copy of itself, and the report says how many names that are', {
  skip: process.platform === 'win32',
}, async () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'in/a.txt': 'same', 'in/only.txt': 'once' })
  linkSync(join(folder.path, 'in/only.txt'), join(folder.path, 'in/linked.txt'))
  symlinkSync('in', join(folder.path, 'alias'))
  const fileAt = (name: string): FileValue =>
    new FileValue(originOf(LaterFile.open(join(folder.path, name)), { name, type: 'text/plain' }))
  const files = ['in/a.txt', 'alias/a.txt', 'in/only.txt', 'in/linked.txt'].map(fileAt)
  const asked = { keep: 'first', progress: () => {} } as const
  const none = await findDuplicates(files, asked)
  assert.deepEqual(none, { sets: [], furtherNames: 2 })
  const left =
    'Left alone: 2 further names of files that are here already, such as hard links, which take up no room of their own.'
  const report = duplicatesReport(none, { files: files.length, keep: 'first' }).toString()
  assert.equal(report, `4 files: 0 are copies of others (0 bytes). Kept: the first. ${left}\n`)
  writeTree(folder.path, { 'in/b.txt': 'same' })
  const [set] = (await findDuplicates([...files, fileAt('in/b.txt')], asked)).sets
  assert.deepEqual(
    [set?.kept, ...(set?.others ?? [])].map((file) => file?.origin.name),
    ['alias/a.txt', 'in/b.txt'],
  )
})
