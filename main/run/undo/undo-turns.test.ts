import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Undoable } from '../../journal/undo/undoable.ts'
import { inTurns, lastOfEach } from './undo-turns.ts'

const identity = { dev: '1', ino: '1', sizeBytes: 1, mtimeNs: '1' }

function job(seq: number, source: string, result: string): Undoable {
  const outputs = [
    { part: 0, path: result, attempt: '/out/.mr-0123456789-a', maker: '', identity, sha256: '', ctime: '', bytes: 1 },
  ]
  return { seq, source, outputs, moves: [], members: [], emptied: [] }
}

test('a file, or the name of a result, that comes again is taken back in a later turn, and foreseen once', () => {
  const jobs = [
    job(5, '/in/a', '/out/a'),
    job(4, '/in/b', '/out/b'),
    job(3, '/in/a', '/out/a 2'),
    job(2, '/in/c', '/out/a 2'),
  ]
  const turns = inTurns(jobs).map((turn) => turn.map(({ seq }) => seq))
  assert.deepEqual(turns, [[5, 4], [3], [2]])
  assert.deepEqual(inTurns([]), [])
  assert.deepEqual(
    lastOfEach(jobs).map(({ seq }) => seq),
    [5, 4],
  )
})
