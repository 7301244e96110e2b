import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { heldPage } from './held-files.ts'
import { beginMoves, type Move, revertMoves } from './moves.ts'

function vaulting(name: string): Move {
  const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }
  return { kind: 'original', from: `/in/${name}`, to: `/vault/${name}`, identity, bytes: 1, sha256: '' }
}

test('of moves that are taken back only files that could not return count as held', async () => {
  await using journal = await journalOf([])
  const { store, batch } = journal
  beginMoves(store, { batch, seq: 0, atMs: 1, moves: ['home', 'stuck', 'never-moved'].map(vaulting) })
  revertMoves(store, { batch, seq: 0, stuck: ['/vault/stuck'] })
  const held = heldPage(store, { after: 0, limit: 9, beforeMs: null })
  assert.deepEqual(
    held.map(({ to }) => to),
    ['/vault/stuck'],
  )
})
