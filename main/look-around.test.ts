import assert from 'node:assert/strict'
import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { begun, journalWithOpenBatches, stateFolder } from '../test/fixtures/state-folder.ts'
import { addBatch } from './journal/batches/batches.ts'
import { noteDisk } from './journal/batches/disks.ts'
import { beginMoves, endMoves } from './journal/moves/moves.ts'
import { openStore } from './journal/opening/open-store.ts'
import { lookAround } from './look-around.ts'

async function disksAway(stateFolder: string) {
  return (await lookAround({ stateFolder, folder: stateFolder, silent: [] })).disksAway
}

test('a disk that is away is told with what undo would bring back from it, and no disk that nothing waits for', async () => {
  using state = stateFolder()
  assert.deepEqual(await disksAway(state.path), [])
  journalWithOpenBatches(state.journal)
  const card = join(state.path, 'card')
  const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }
  const left = { kind: 'original', from: join(card, 'a'), to: join(card, '.mr-vault', 'a'), identity } as const
  {
    using store = openStore(state.journal, { nowMs: 0 })
    for (const mount of [card, join(state.path, 'other'), state.path]) noteDisk(store, mount)
    beginMoves(store, { batch: 1, seq: 0, atMs: 1, moves: [{ ...left, bytes: 1, sha256: '' }] })
    endMoves(store, { batch: 1, seq: 0 })
  }
  assert.deepEqual(await disksAway(state.path), [{ mount: card, results: 0, originals: 1, batches: 1 }])
})

test('what lies in vaults is known as long as the journal is there, and found beside its folders when it is not', async () => {
  using state = stateFolder()
  using work = mkdtempDisposableSync(join(tmpdir(), 'mr-left-'))
  const place = join(work.path, '.mr-vault', '0123456789')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, '0-a.jpg'), 'only copy')
  writeFileSync(join(state.path, 'settings.json'), JSON.stringify({ server: { roots: [] } }))
  const left = async () => (await lookAround({ stateFolder: state.path, folder: work.path, silent: [] })).vaultsLeft
  assert.deepEqual(await left(), [{ path: join(work.path, '.mr-vault'), files: 1 }])
  {
    using store = openStore(state.journal, { nowMs: 0 })
    addBatch(store, { ...begun, id: 'b-1', token: '0123456789', watch: null })
  }
  assert.deepEqual(await left(), [])
})
