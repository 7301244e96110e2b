import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(120_000)
const tidy = 'name: tidy\nsteps:\n  - file.text:\noriginals: replace\n'
const written = 'written\r\nby hand\r\n'
const inputs = Object.fromEntries(['a.txt', 'b.txt', 'c.txt'].map((name) => [name, written]))

const undo = ({ host }: Place, asked: { dry?: boolean; paths?: string[] } = {}) =>
  host.client.ask('batch.undo', { batch: 'last', ...asked }, { signal })

/** What an undo would do, and what it has done. */
async function originalsTold(place: Place): Promise<unknown[]> {
  return [(await undo(place, { dry: true })).originals, (await undo(place)).originals]
}

test('originals are counted that have their places again, without those that could not come back', async () => {
  await using place = await openPlace(inputs)
  await place.run(tidy)
  const held = (await place.host.client.ask('vault.list', {}, { signal })).files
  rmSync(held.find(({ from }) => basename(from) === 'b.txt')?.to ?? assert.fail('b.txt is not in the vault'))
  assert.deepEqual(await originalsTold(place), [2, 2])
  assert.equal((await undo(place)).originals, undefined, 'those that are back already do not come back')
})

test('originals that were only moved count as well, and files that had made way for results by themselves', async () => {
  await using place = await openPlace(inputs)
  await place.run('name: sort\noriginals: { move: "{out}/{ext}" }\n')
  assert.deepEqual(await originalsTold(place), [3, 3])
  place.write({ 'out/a.txt': 'mine\n' })
  await place.run('name: copies\n', { conflict: 'replace' })
  const foreseen = await undo(place, { dry: true })
  const done = await undo(place)
  for (const { originals, replaced } of [foreseen, done]) assert.deepEqual([originals, replaced], [undefined, 1])
  assert.equal(place.tree()['out/a.txt'], 'mine\n')
})

test('an undo of all tells how many files had been taken back before; one of files by their names does not', async () => {
  await using place = await openPlace(inputs)
  await place.run(tidy)
  for (const name of ['a.txt', 'b.txt'])
    assert.equal((await undo(place, { paths: [join(place.inPath, name)] })).before, undefined)
  assert.equal((await undo(place, { dry: true })).before, 2)
  const { before: earlier, originals, files } = await undo(place)
  assert.deepEqual([earlier, originals, files.length], [2, 1, 1])
  assert.equal((await undo(place)).before, 3)
})
