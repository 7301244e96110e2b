import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../test/fixtures/files.ts'
import { attemptFiles } from './leftovers.ts'

test('what a worker has numbered is found behind the results that were taken over before it ended', () => {
  using root = temporaryFolder()
  writeTree(root.path, { '.mr-2': 'taken', '.mr-w.3': '', '.mr-w.4': '', '.mr-w.6': 'after a gap' })
  const named = ['.mr-w', '.mr-w.0', '.mr-w.1', '.mr-w.2', '.mr-2'].map((name) => join(root.path, name))
  assert.deepEqual(
    attemptFiles(named).toSorted(),
    ['.mr-2', '.mr-w.3', '.mr-w.4'].map((name) => join(root.path, name)),
  )
})
