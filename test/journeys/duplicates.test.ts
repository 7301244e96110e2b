import assert from 'node:assert/strict'
import { utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const files = { 'a.txt': 'same', 'sub/a.txt': 'same', 'sub/b.txt': 'same', 'c.txt': 'other' }
const recipe = (more: string): string => `name: d\nsteps:\n  - file.find-duplicates: { keep: oldest }\n${more}`
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

async function place() {
  const made = await openPlace(files)
  for (const [name, time] of Object.entries({ 'a.txt': 3000, 'sub/a.txt': 1000, 'sub/b.txt': 2000 }))
    utimesSync(join(made.inPath, name), time, time)
  return made
}

test('the oldest of equal files stays, the others go to the vault together, and undo brings all of them back', async () => {
  await using at = await place()
  const before = at.tree()
  const { batch, states } = await at.run(recipe('originals: vault\n'))
  assert.deepEqual(new Set(Object.values(states)), new Set(['done']))
  const { 'out/in.txt': list, ...left } = at.tree()
  assert.deepEqual(left, { 'in/c.txt': 'other', 'in/sub/a.txt': 'same' })
  assert.match(list ?? '', /keep {2}sub\/a.txt\ncopy {2}a.txt\ncopy {2}sub\/b.txt\n$/)
  const { files: held } = await at.host.client.ask('vault.list', {}, { signal: patience() })
  assert.deepEqual(
    held.map(({ kind, from }) => [kind, from]),
    ['a.txt', 'sub/b.txt'].map((name) => ['original', join(at.inPath, name)]),
  )
  const undone = await at.host.client.ask('batch.undo', { batch: batch.batchId }, { signal: patience() })
  assert.ok(undone.files.every(({ result }) => result === 'undone'))
  assert.deepEqual([undone.picked, undone.originals], [true, 2])
  assert.deepEqual(at.tree(), before)
})

test('without a vault the list is all there is', async () => {
  await using at = await place()
  const before = at.tree()
  await at.run(recipe(''))
  const { 'out/in.txt': list, ...left } = at.tree()
  assert.match(list ?? '', /^4 files: 2 are copies/)
  assert.deepEqual(left, before)
})

test('what is not in the vault as it was put there is named before anything moves', async () => {
  await using at = await place()
  const { batch } = await at.run(recipe('originals: vault\n'))
  const { files: held } = await at.host.client.ask('vault.list', {}, { signal: patience() })
  writeFileSync(held[0]?.to ?? '', 'edited')
  const { files: told } = await at.host.client.ask(
    'batch.undo',
    { batch: batch.batchId, dry: true },
    { signal: patience() },
  )
  assert.ok(told.every(({ result, reason }) => result === 'left' && reason.includes('a.txt')))
})

test('that only some originals leave is said by the plan and at the end, and not where all of them do', async () => {
  await using at = await openPlace({ 'a.txt': 'same', 'b.txt': 'same', 'c.txt': 'other' })
  const texts = {
    picked: recipe('originals: vault\n'),
    all: 'name: all\nsteps: [archive.pack: {}]\noriginals: vault\n',
  }
  for (const [what, text] of Object.entries(texts)) {
    at.write({ 'recipes/it.yaml': `millrace: 1\n${text}` })
    const asked = { recipe: join(dirname(at.inPath), 'recipes/it.yaml'), sources: [at.inPath] }
    const plan = await at.host.client.ask('batch.plan', { ...asked, out: at.outPath }, { signal: patience() })
    const { batch } = await at.run(text)
    const wanted = ['vault', what === 'picked' ? true : undefined]
    assert.deepEqual([plan.originals, plan.picked], wanted)
    assert.deepEqual([batch.originals, batch.picked], wanted)
  }
})
