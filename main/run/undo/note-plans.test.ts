import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineParts } from '../batch-context.ts'
import { isPlain, notePlans, sharedNote } from './note-plans.ts'
import type { Plan, PlannedMove } from './undo-plan.ts'

const file = { identity: { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }, bytes: 1, sha256: 's', isVaulted: false }
const result = { ...file, kind: 'result', ctime: '1', row: null, isOriginal: false } as const
const restored = { ...file, kind: 'restored', ctime: null, part: null, isOriginal: true } as const

const planOf = (...moves: PlannedMove[]): Plan => ({ seq: 3, moves })
const made = { ...result, part: 0, from: '/disk/in/a.txt', to: '/disk/.mr-vault/t/tag-a.txt' }
const replaced = { ...restored, row: 7, from: '/disk/.mr-vault/t/old-a.txt', to: '/disk/in/a.txt' }

test('a job shares a note where its results go to one place and have Unicode names, and its original comes out of the vault', () => {
  const plain = planOf(made, replaced)
  assert.ok(isPlain(plain))
  assert.deepEqual(sharedNote([plain]), { seqs: [3], results: [[3, 0, 'tag-a.txt']], back: [[3, 7]] })
  const elsewhere = { ...result, part: 1, from: '/out/a.txt', to: '/state/vault/t/tag-a.txt' }
  assert.ok(!isPlain(planOf(made, elsewhere, replaced)), 'two places')
  assert.ok(!isPlain(planOf({ ...elsewhere, from: '/out/\udc80.txt' })), 'no Unicode')
  const home = { ...restored, row: null, part: 0, from: '/out/a.txt', to: '/disk/in/a.txt' }
  assert.ok(!isPlain(planOf(home)), 'the file itself goes home')
})

test('what was looked at since is noted move by move, as it is now, and no row that was noted before stands for it', async () => {
  const noted: unknown[] = []
  const call = async (...asked: unknown[]): Promise<void> => void noted.push(asked)
  const parts = { journal: { call }, clock: { nowMs: () => 5 } } as unknown as EngineParts
  const plans = [planOf(made, replaced)]
  await notePlans(parts, { batch: 1, plans, known: 'looked' })
  assert.deepEqual(noted, [['beginUndo', { batch: 1, atMs: 5, plans: [{ ...plans[0], back: [] }] }]])
  noted.length = 0
  await notePlans(parts, { batch: 1, plans, known: 'noted' })
  const shared = { seqs: [3], results: [[3, 0, 'tag-a.txt']], back: [[3, 7]] }
  assert.deepEqual(noted, [['noteUndo', { batch: 1, atMs: 5, place: '/disk/.mr-vault/t', ...shared }]])
})
