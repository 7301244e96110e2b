import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Undoable } from '../../journal/undo/undoable.ts'
import { AskedFiles } from './asked-files.ts'

const job = (source: string, members: string[] = []): Undoable => ({
  seq: 1,
  source,
  members,
  outputs: [],
  moves: [],
  emptied: [],
})

test('whoever names no file asks for every job, and no name is left over', () => {
  const asked = new AskedFiles([])
  assert.ok(asked.meet(job('/in/a')))
  assert.deepEqual([...asked.unmet], [])
})

test('a job is asked for by any of its files, and what no job has is left over', () => {
  const asked = new AskedFiles(['/in/a', '/in/raw', '/in/nobody'])
  assert.ok(asked.meet(job('/in/a')))
  assert.ok(asked.meet(job('/in/b', ['/in/raw'])))
  assert.ok(!asked.meet(job('/in/c')))
  assert.deepEqual([...asked.unmet], ['/in/nobody'])
})
