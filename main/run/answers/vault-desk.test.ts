import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { openPlace, type Place } from '../../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(120_000)
const tidy = 'name: tidy\nsteps:\n  - file.text:\noriginals: replace\n'
const vaulting = 'name: put away\noriginals: vault\n'

const before = 'written\r\nby hand\r\n'
const tidied = 'written\nby hand\n'

async function heldIn({ host }: Place) {
  return (await host.client.ask('vault.list', {}, { signal })).files
}

const heldOf = async (place: Place, name: string) =>
  (await heldIn(place)).find(({ from }) => basename(from) === name) ?? assert.fail(`${name} is not in the vault`)

const restored = async ({ host }: Place, file: number) =>
  basename((await host.client.ask('vault.restore', { file }, { signal })).path)

async function emptied({ host }: Place, files: number[]) {
  const answer = await host.client.ask('vault.empty', { files }, { signal })
  return answer.files.map(({ path, result }) => `${result} ${basename(path)}`)
}

async function undoOf({ host }: Place) {
  const [batch] = (await host.client.ask('batch.list', { limit: 1 }, { signal })).batches
  return batch?.undo ?? assert.fail('there is no batch')
}

async function undone({ host }: Place, dry = false) {
  const { files } = await host.client.ask('batch.undo', { batch: 'last', dry }, { signal })
  return files.map(({ path, result }) => `${result} ${basename(path)}`)
}

const faulty = (code: FaultCode) => (error: unknown) => error instanceof Fault && error.code === code

test('the vault tells what it holds, why and where from', async () => {
  await using place = await openPlace({ 'a.txt': before })
  place.write({ 'out/b.txt': 'standing' })
  await place.run(tidy)
  await place.run('name: over\noutput: { name: b }\nconflict: replace\n')
  const kinds = (await heldIn(place)).map(({ kind, from, there }) => [kind, basename(from), there])
  assert.deepEqual(kinds, [
    ['original', 'a.txt', true],
    ['conflict', 'b.txt', true],
  ])
  await undone(place)
  assert.deepEqual(
    (await heldIn(place)).map(({ kind }) => kind),
    ['original', 'result'],
  )
})

test('a run that was taken back is told as that, not as done', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before })
  await place.run(tidy)
  await place.host.client.ask('batch.undo', { batch: 'last', paths: [join(place.inPath, 'a.txt')] }, { signal })
  const told = async () => {
    const [batch] = (await place.host.client.ask('batch.list', { limit: 1 }, { signal })).batches
    const { done, undone, doneBytes, outputBytes } = batch?.counts ?? assert.fail('there is no batch')
    return { done, undone, doneBytes, outputBytes }
  }
  assert.deepEqual(await told(), { done: 1, undone: 1, doneBytes: before.length, outputBytes: tidied.length })
  await undone(place)
  assert.deepEqual(await told(), { done: 0, undone: 2, doneBytes: 0, outputBytes: 0 })
})

test('a file goes back under its own name, or beside whoever has that', async () => {
  await using place = await openPlace({ 'a.txt': before })
  await place.run(tidy)
  const { n } = await heldOf(place, 'a.txt')
  assert.equal(await restored(place, n), 'a 2.txt')
  assert.deepEqual(place.tree(), { 'in/a 2.txt': before, 'in/a.txt': tidied })
  assert.deepEqual(await heldIn(place), [])
  await assert.rejects(restored(place, n), faulty('usage-wrong'))
  await using other = await openPlace({ 'a.txt': before })
  await other.run(vaulting)
  assert.equal(await restored(other, 1), 'a.txt')
  assert.deepEqual(other.tree(), { 'in/a.txt': before, 'out/a.txt': before })
})

test('many go back at a time, each with its own outcome, and those that want the same name in turn', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before, 'c.txt': before })
  await place.run(vaulting)
  place.write({ 'in/a.txt': 'later' })
  await place.run(`${vaulting}keep: []\n`)
  const held = await heldIn(place)
  rmSync(held.find(({ from }) => basename(from) === 'c.txt')?.to ?? assert.fail())
  const numbers = [...held.map(({ n }) => n), 999]
  const { files } = await place.host.client.ask('vault.restoreAll', { files: numbers }, { signal })
  const told = files.map(({ n, path, fault }) => [n, path === null ? fault?.code : basename(path)])
  const names = ['a.txt', 'b.txt', 'undo-gone', 'a 2.txt', 'usage-wrong']
  assert.deepEqual(
    told,
    names.map((name, at) => [numbers[at], name]),
  )
  const tree = place.tree()
  assert.deepEqual([tree['in/a.txt'], tree['in/b.txt'], tree['in/a 2.txt']], [before, before, 'later'])
  assert.deepEqual(
    (await heldIn(place)).map(({ from }) => basename(from)),
    ['c.txt'],
  )
})

test('undo finds a file that was put back beside its name', async () => {
  await using place = await openPlace({ 'a.txt': before })
  await place.run(tidy)
  await restored(place, 1)
  assert.deepEqual(await undone(place), ['undone a.txt'])
  assert.deepEqual(place.tree(), { 'in/a.txt': before })
})

test('only what is named leaves for good, and undo says so before anything moves', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before })
  await place.run(tidy)
  const { n, untilMs } = await heldOf(place, 'b.txt')
  const first = await heldOf(place, 'a.txt')
  assert.ok(untilMs !== null && untilMs > Date.now())
  assert.deepEqual(await undoOf(place), { untilMs: Math.min(untilMs, first.untilMs ?? 0), lost: 0 })
  assert.deepEqual(await emptied(place, [n, 999]), ['removed b.txt'])
  assert.deepEqual(await undoOf(place), { untilMs: first.untilMs, lost: 1 })
  assert.deepEqual(
    (await heldIn(place)).map(({ from }) => basename(from)),
    ['a.txt'],
  )
  const foreseen = ['left b.txt', 'undone a.txt']
  assert.deepEqual(await undone(place, true), foreseen)
  assert.deepEqual(place.tree(), { 'in/a.txt': tidied, 'in/b.txt': tidied })
  assert.deepEqual(await undone(place), foreseen)
  assert.deepEqual(place.tree(), { 'in/a.txt': before, 'in/b.txt': tidied })
  assert.deepEqual(await undoOf(place), { untilMs: null, lost: 1 })
})

test('of several files with one result, only the one that was removed for good is told to have been', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before, 'c.txt': 'other' })
  await place.run('name: x\nsteps:\n  - file.find-duplicates\noriginals: vault\n')
  const held = await heldIn(place)
  const gone = held.map(({ from }) => basename(from))
  await emptied(
    place,
    held.map(({ n }) => n),
  )
  const { files } = await place.host.client.ask('batch.undo', { batch: 'last' }, { signal })
  const told = (reason: RegExp) => files.filter((file) => reason.test(file.reason)).map(({ path }) => basename(path))
  assert.deepEqual(told(/^Its original was removed from the vault for good/), gone)
  assert.deepEqual(told(/^It was made into one result with .*, which was removed from the vault/).length, 2)
})

test('a file that made way for a result and was removed for good is not called an original', async () => {
  await using place = await openPlace({ 'a.txt': before })
  place.write({ 'out/a.txt': 'in the way' })
  await place.run('name: x\nsteps:\n  - file.text\n', { conflict: 'replace' })
  await emptied(
    place,
    (await heldIn(place)).map(({ n }) => n),
  )
  const { files } = await place.host.client.ask('batch.undo', { batch: 'last' }, { signal })
  assert.match(files[0]?.reason ?? '', /^What its result took the place of was removed/)
})

test('a file in the vault that is another by now is neither put back nor removed', async () => {
  await using place = await openPlace({ 'a.txt': before })
  await place.run(tidy)
  const { n, to } = await heldOf(place, 'a.txt')
  writeFileSync(to, 'somebody’s own')
  await assert.rejects(restored(place, n), faulty('undo-gone'))
  assert.deepEqual(await emptied(place, [n]), ['left a.txt'])
  assert.deepEqual(await undone(place), ['left a.txt'])
  assert.deepEqual(place.tree(), { 'in/a.txt': tidied })
})

test('a file that is gone from the vault is told as such, keeps its result, and is forgotten when the vault is emptied', async () => {
  await using place = await openPlace({ 'a.txt': before })
  await place.run(tidy)
  const { n, to } = await heldOf(place, 'a.txt')
  rmSync(to)
  assert.deepEqual(
    (await heldIn(place)).map(({ there }) => there),
    [false],
  )
  assert.deepEqual(await undone(place), ['left a.txt'])
  assert.deepEqual(await emptied(place, [n]), ['gone a.txt'])
  assert.deepEqual(await heldIn(place), [])
  assert.deepEqual(place.tree(), { 'in/a.txt': tidied })
})

test('originals and files that made way, all of one name, have each a place of their own in the vault', async () => {
  await using place = await openPlace({ 'a.txt': before })
  place.write({ 'out/a.txt': 'standing' })
  const { states } = await place.run('name: both\noriginals: vault\nconflict: replace\n')
  assert.deepEqual(states, { 'a.txt': 'done' })
  assert.deepEqual(
    (await heldIn(place)).map(({ kind }) => kind),
    ['original', 'conflict'],
  )
  await undone(place)
  assert.deepEqual(place.tree(), { 'in/a.txt': before, 'out/a.txt': 'standing' })
})
