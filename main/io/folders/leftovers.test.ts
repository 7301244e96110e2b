import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { attemptFiles } from './leftovers.ts'

test('what a worker has numbered is found behind the results that were taken over before it ended', () => {
  using root = temporaryFolder()
  writeTree(root.path, {
    '.mr-0123456789-2': 'taken',
    '.mr-0123456789-w.3': '',
    '.mr-0123456789-w.4': '',
    '.mr-0123456789-w.6': 'after a gap',
  })
  const named = [
    '.mr-0123456789-w',
    '.mr-0123456789-w.0',
    '.mr-0123456789-w.1',
    '.mr-0123456789-w.2',
    '.mr-0123456789-2',
  ].map((name) => join(root.path, name))
  assert.deepEqual(
    attemptFiles(named).toSorted(),
    ['.mr-0123456789-2', '.mr-0123456789-w.3', '.mr-0123456789-w.4'].map((name) => join(root.path, name)),
  )
})
