import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../../io/looking/identity.ts'
import { operations } from '../../io/operations.ts'
import { HalfMoves } from './half-moves.ts'
import type { RecoveryRooms } from './recovery.ts'

/** As a stick is that takes neither links nor numbers of files. */
const rules = { links: false, stableInodes: false, mtimeStepNs: 1 }

/** A file that is replaced by its result, and the move of it into the vault. */
function replacing(folder: string) {
  const [from, to] = [join(folder, 'a.jpg'), join(folder, '.mr-vault/run/0-a.jpg')]
  writeTree(folder, { 'a.jpg': 'original', '.mr-vault/run/other': '' })
  const identity = identityOf(statSync(from, { bigint: true }))
  const sha256 = createHash('sha256').update('original').digest('hex')
  const output = { part: 0, folder, name: 'a.jpg', attempt: join(folder, '.mr-0123456789-0'), identity, sha256 }
  const row = { n: 1, batch: 1, seq: 0, state: 'begun' as const, atMs: 0, kind: 'original' as const }
  const reverted: unknown[] = []
  const call = async (asked: string, input: unknown) => Reflect.apply(Reflect.get(operations, asked), null, [input])
  const journal = { call: async (_: string, input: unknown) => void reverted.push(input) }
  const rooms = { io: { call }, journal } as unknown as RecoveryRooms
  const move = { ...row, from, to, identity, bytes: 8, sha256 }
  return { from, to, reverted, moves: new HalfMoves(rooms, { batch: 1, seq: 0, outputs: [output] }, [move]) }
}

test('an empty file that only held the name for a result makes way for the original', async () => {
  using folder = temporaryFolder()
  const { from, to, moves, reverted } = replacing(folder.path)
  renameSync(from, to)
  writeFileSync(from, '')
  assert.deepEqual(await moves.back(rules), [])
  assert.deepEqual(readTree(folder.path), { 'a.jpg': 'original', '.mr-vault/run/other': '' })
  assert.deepEqual(reverted, [{ batch: 1, seq: 0, stuck: [] }])
})

test('it makes way for the result as well', async () => {
  using folder = temporaryFolder()
  const { from, to, moves } = replacing(folder.path)
  renameSync(from, to)
  writeFileSync(from, '')
  assert.equal(await moves.forward(rules), true)
  assert.deepEqual(readTree(folder.path), { '.mr-vault/run/0-a.jpg': 'original', '.mr-vault/run/other': '' })
})

test('an empty file stays where the original is not known to be in the vault', async () => {
  using folder = temporaryFolder()
  const { from, moves } = replacing(folder.path)
  writeFileSync(from, '')
  await moves.back(rules)
  assert.deepEqual(readTree(folder.path), { 'a.jpg': '', '.mr-vault/run/other': '' })
})
