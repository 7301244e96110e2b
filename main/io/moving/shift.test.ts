import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, linkSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { shiftAll, type ShiftRequest } from './shift.ts'

const rules = { links: true, stableInodes: true, mtimeStepNs: 1 }
const skip = whyOneVolume()

function request(from: string, to: string): ShiftRequest {
  const sha256 = createHash('sha256').update(readFileSync(from)).digest('hex')
  const identity = identityOf(statSync(from, { bigint: true }))
  return { from, to, identity, sha256, unique: false, copyIfApart: sha256 }
}

function shift(from: string, to: string) {
  return shiftAll({ requests: [request(from, to)], rules })
}

const moved = [{ ok: true, value: 'moved' }]

test('a file goes to another volume as a copy, and its old name is gone', { skip }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  writeTree(here.path, { 'a.txt': 'one' })
  utimesSync(join(here.path, 'a.txt'), 1_500_000_000, 1_500_000_000)
  assert.deepEqual(shift(join(here.path, 'a.txt'), join(there.path, 'b.txt')), moved)
  assert.deepEqual([readTree(here.path), readTree(there.path)], [{}, { 'b.txt': 'one' }])
  assert.equal(statSync(join(there.path, 'b.txt')).mtimeMs, 1_500_000_000_000)
})

test('on the way to another volume a name may be as long as the disk takes, in any letters', { skip }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  const name = `${'写'.repeat(83)}.txt`
  writeTree(here.path, { 'a.txt': 'one' })
  assert.deepEqual(shift(join(here.path, 'a.txt'), join(there.path, name)), moved)
  assert.deepEqual(readTree(there.path), { [name]: 'one' })
})

test('what an earlier try left on the other volume is no hindrance, and does not stay', { skip }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  const to = join(there.path, 'y.txt')
  writeTree(here.path, { 'a.txt': 'one' })
  writeTree(there.path, { [partFor('y.txt')]: 'half' })
  assert.deepEqual(shift(join(here.path, 'a.txt'), to), moved)
  assert.deepEqual(readTree(there.path), { 'y.txt': 'one' })
})

/** What a copy is called on its way to `name`. */
function partFor(name: string): string {
  return `.mr-move-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`
}

test('where the old name cannot go the copy does, and the fault is told', { skip: skip || whyNoAppendOnly() }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  writeTree(here.path, { 'a.txt': 'one' })
  execFileSync('chattr', ['+a', here.path])
  using _ = { [Symbol.dispose]: () => void execFileSync('chattr', ['-a', here.path]) }
  const [outcome] = shift(join(here.path, 'a.txt'), join(there.path, 'a.txt'))
  assert.equal(outcome?.ok === false && outcome.fault.code, 'not-permitted')
  assert.deepEqual([readTree(here.path), readTree(there.path)], [{ 'a.txt': 'one' }, {}])
})

/** In a folder that only takes more, names can be added and none can go. */
function whyNoAppendOnly(): string | false {
  using folder = temporaryFolder()
  const set = spawnSync('chattr', ['+a', folder.path])
  if (set.status !== 0) return 'chattr +a does not work here'
  spawnSync('chattr', ['-a', folder.path])
  return false
}

test('a move that ended between the copy and the removal is gone on with', { skip }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  const [from, to] = [join(here.path, 'a.txt'), join(there.path, 'a.txt')]
  for (const path of [from, to]) {
    writeFileSync(path, 'one')
    utimesSync(path, 1_500_000_000, 1_500_000_000)
  }
  assert.deepEqual(shift(from, to), moved)
  assert.deepEqual([readTree(here.path), readTree(there.path)], [{}, { 'a.txt': 'one' }])
})

test('what had the new name before stays where the old one cannot go', { skip: skip || whyNoAppendOnly() }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  writeTree(here.path, { 'only-more/a.txt': 'one', 'only-more/b.txt': 'two', 'open/c.txt': 'three' })
  const kept = join(here.path, 'only-more')
  const copy = join(there.path, 'a.txt')
  copyFileSync(join(kept, 'a.txt'), copy)
  for (const path of [join(kept, 'a.txt'), copy]) utimesSync(path, 1_500_000_000, 1_500_000_000)
  const second = join(here.path, 'open/b.txt')
  linkSync(join(kept, 'b.txt'), second)
  execFileSync('chattr', ['+a', kept])
  using _ = { [Symbol.dispose]: () => void execFileSync('chattr', ['-a', kept]) }
  for (const [outcome] of [shift(join(kept, 'a.txt'), copy), shift(join(kept, 'b.txt'), second)])
    assert.equal(outcome?.ok === false && outcome.fault.code, 'not-permitted')
  assert.deepEqual(readTree(there.path), { 'a.txt': 'one' })
  assert.deepEqual(readTree(here.path), {
    'only-more/a.txt': 'one',
    'only-more/b.txt': 'two',
    'open/b.txt': 'two',
    'open/c.txt': 'three',
  })
})

test('a file of another time that has the name on the other volume is somebody else’s, be its content the same', {
  skip,
}, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  const [from, to] = [join(here.path, 'a.txt'), join(there.path, 'a.txt')]
  for (const path of [from, to]) writeFileSync(path, 'one')
  utimesSync(to, 1_500_000_000, 1_500_000_000)
  assert.deepEqual(shift(from, to), [{ ok: true, value: 'taken' }])
  assert.deepEqual([readTree(here.path), readTree(there.path)], [{ 'a.txt': 'one' }, { 'a.txt': 'one' }])
})

test('what has the new name of a file that nobody has begun to move is somebody else’s, be it the very same', {
  skip,
}, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  writeTree(here.path, { 'a.txt': 'one' })
  const [from, second, copy] = [join(here.path, 'a.txt'), join(here.path, 'b.txt'), join(there.path, 'a.txt')]
  linkSync(from, second)
  copyFileSync(from, copy)
  for (const path of [from, copy]) utimesSync(path, 1_500_000_000, 1_500_000_000)
  const requests = [second, copy].map((to) => ({ ...request(from, to), isNew: true }))
  const taken = { ok: true, value: 'taken' }
  assert.deepEqual(shiftAll({ requests, rules }), [taken, taken])
  assert.deepEqual(
    [readTree(here.path), readTree(there.path)],
    [{ 'a.txt': 'one', 'b.txt': 'one' }, { 'a.txt': 'one' }],
  )
})

test('a folder that was made for a file which does not come is not left behind', { skip }, () => {
  using here = temporaryFolder()
  using there = otherVolume()
  writeTree(here.path, { 'a.txt': 'one', 'b.txt': 'two' })
  const [a, b] = ['a.txt', 'b.txt'].map((name) => join(here.path, name)) as [string, string]
  const vault = join(there.path, '.mr-vault/run')
  const apart = { ...request(a, join(vault, 'a.txt')), unique: true, copyIfApart: null }
  assert.deepEqual(shiftAll({ requests: [apart], rules }), [{ ok: true, value: 'apart' }])
  assert.deepEqual(readdirSync(there.path), [])
  assert.deepEqual(shiftAll({ requests: [apart, request(b, join(vault, 'b.txt'))], rules }), [
    { ok: true, value: 'apart' },
    ...moved,
  ])
  assert.deepEqual(readTree(there.path), { '.mr-vault/run/b.txt': 'two' })
  const edited = { ...request(a, join(here.path, '.mr-vault/run/a.txt')), sha256: '' }
  writeFileSync(a, 'longer')
  const [outcome] = shiftAll({ requests: [edited], rules })
  assert.deepEqual([outcome?.ok, readdirSync(here.path)], [false, ['a.txt']])
})
