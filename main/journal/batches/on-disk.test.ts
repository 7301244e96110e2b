import assert from 'node:assert/strict'
import { test } from 'node:test'
import { finishWith } from '../../../test/fixtures/many-results.ts'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { beginMoves, endMoves, type Move } from '../moves/moves.ts'
import { addNote } from '../undo/undo-notes.ts'
import { onDisk } from './on-disk.ts'

function leaving(from: string, to: string): Move {
  const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }
  return { kind: 'original', from, to, identity, bytes: 1, sha256: '' }
}

test('results and originals of a disk are counted with the runs they are of, and not those of one beside it', async () => {
  await using journal = await journalOf(['/card/a', '/card/b'])
  const { store, batch } = journal
  finishWith(store, [1, 2])
  const moves = [leaving('/card/a', '/home/vault/a'), leaving('/card-2/b\udcff', '/card-2/.mr-vault/b')]
  beginMoves(store, { batch, seq: 0, atMs: 1, moves })
  endMoves(store, { batch, seq: 0 })
  assert.deepEqual(onDisk(store, '/out'), { results: 3, originals: 0, batches: 1 })
  assert.deepEqual(onDisk(store, '/card'), { results: 0, originals: 1, batches: 1 })
  assert.deepEqual(onDisk(store, '/card-2'), { results: 0, originals: 1, batches: 1 })
  assert.deepEqual(onDisk(store, '/ou'), { results: 0, originals: 0, batches: 0 })
})

test('what an undo that was cut off was about to take back is still waited for', async () => {
  await using journal = await journalOf(['/card/a'])
  const { store, batch } = journal
  finishWith(store, [1])
  beginMoves(store, { batch, seq: 0, atMs: 1, moves: [leaving('/card/a', '/home/vault/a')] })
  endMoves(store, { batch, seq: 0 })
  const [move] = store.all<{ n: number }>('SELECT n FROM moves')
  addNote(store, batch, {
    atMs: 2,
    place: '/out/.mr-vault/t',
    seqs: [0],
    results: [[0, 0, 'x']],
    back: [[0, move?.n ?? 0]],
  })
  assert.deepEqual(onDisk(store, '/out'), { results: 1, originals: 0, batches: 1 })
  assert.deepEqual(onDisk(store, '/card'), { results: 0, originals: 1, batches: 1 })
})
