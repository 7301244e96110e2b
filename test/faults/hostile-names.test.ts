import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Batch, copying } from './kit/batch.ts'
import { makeHostileNames } from './kit/hostile-names.ts'
import { assertSettled, leftovers, touchedOriginals, unexplained } from './kit/invariants.ts'
import { treeOf } from './kit/tree.ts'

const skip = process.platform === 'linux' ? false : 'needs names that are bytes (Linux)'

test('every name is copied byte for byte, and none is shown raw or run by a shell', { skip }, async (t) => {
  using batch = new Batch(copying, (folder) => makeHostileNames(folder).map(({ key }) => key))
  t.diagnostic(`${batch.keys.length} names`)
  const results = new Map(batch.keys.map((key) => [key, batch.before.get(key)?.sha256 ?? '']))
  const ended = await batch.run({ sources: [batch.sandbox.in] })
  assert.deepEqual(touchedOriginals(batch), [])
  assert.deepEqual(leftovers(batch, new Set(batch.keys)), [])
  assert.deepEqual(unexplained(batch, ended, []), [])
  const copies = new Map([...treeOf(batch.sandbox.out)].map(([key, { sha256 }]) => [key, sha256]))
  assert.deepEqual(copies, results)
  assert.equal(ended.code, 0)
  for (const folder of [batch.sandbox.root, batch.sandbox.in, batch.sandbox.out]) {
    assert.ok(!readdirSync(folder).includes('pwned'))
  }
})

test('a tree of long names below long names is walked', { skip }, async () => {
  const deep = Array.from({ length: 30 }, () => 'd'.repeat(60)).join('/')
  using batch = new Batch(copying, (folder) => {
    mkdirSync(join(folder, deep), { recursive: true })
    writeFileSync(join(folder, deep, 'deep.txt'), 'deep')
    return ['deep.txt']
  })
  const key = `${deep}/deep.txt`
  const results = new Map([[key, batch.before.get(key)?.sha256 ?? '']])
  assertSettled(batch, { results }, await batch.run({ sources: [batch.sandbox.in] }))
})

test('a path the system cannot open in one call does not stop the others', { skip }, async () => {
  using batch = new Batch(copying, (folder) => {
    const name = 'D'.repeat(200)
    const script = `cd "$1"; for i in $(seq 25); do mkdir ${name}; cd -P ${name}; done; echo x > unreachable.txt`
    execFileSync('bash', ['-c', script, 'bash', folder], { stdio: 'ignore' })
    writeFileSync(join(folder, 'ok.txt'), 'ok')
    return ['ok.txt']
  })
  const ended = await batch.run({ sources: [batch.sandbox.in] })
  execFileSync('rm', ['-rf', join(batch.sandbox.in, 'D'.repeat(200))])
  assert.deepEqual({ signal: ended.signal, timedOut: ended.timedOut }, { signal: null, timedOut: false })
  assert.doesNotMatch(ended.err, /\n\s+at .+:\d+:\d+/)
  assert.ok(batch.results().has('ok.txt'))
})
