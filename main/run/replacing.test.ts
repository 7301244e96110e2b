import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../../test/fixtures/bench-of-files.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)
const steps = 'steps:\n  - file.text: { line-endings: crlf }\n'

async function listed({ host: { client } }: Place) {
  const { batches } = await client.ask('batch.list', {}, { signal: patience() })
  const { batch } = await client.ask('batch.get', { batch: 'last' }, { signal: patience() })
  return [batches[0]?.replaces, batch.replaces]
}

test('of a run whose results take the places of their originals that is told afterwards, and its output folder does not come to be', async () => {
  await using place = await openPlace({ 'a.txt': 'x\n' })
  await place.run(`name: r\n${steps}originals: replace\n`, { out: join(place.outPath, 'made', 'for', 'it') })
  assert.deepEqual([place.tree(), existsSync(place.outPath)], [{ 'in/a.txt': 'x\r\n' }, false])
  assert.deepEqual(await listed(place), [true, true])
  await place.run(`name: c\n${steps}`)
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt', 'out/a.txt'])
  assert.deepEqual(await listed(place), [undefined, undefined])
})

test('an output folder that was there before stays, though nothing comes into it', async () => {
  await using place = await openPlace({ 'a.txt': 'x\n' })
  mkdirSync(place.outPath)
  while (Date.now() - statSync(place.outPath).birthtimeMs < 50) await new Promise(setImmediate)
  await place.run(`name: r\n${steps}originals: replace\n`)
  assert.ok(existsSync(place.outPath))
})

test('a result in the place of its original is known by its content, be it another file by all else, and is not done over', async () => {
  await using place = await openPlace({ 'a.txt': 'x\n', 'b.txt': 'y\n' })
  const recipe = `name: r\n${steps}originals: replace\n`
  await place.run(recipe)
  const [path, copy] = [join(place.inPath, 'a.txt'), join(place.inPath, '..', 'copy')]
  writeFileSync(copy, readFileSync(path))
  renameSync(copy, path)
  writeFileSync(join(place.inPath, 'b.txt'), 'z\r\n')
  const again = await place.run(recipe)
  assert.deepEqual(again.states, { 'a.txt': 'reused', 'b.txt': 'done' })
  const { files } = await place.host.client.ask('vault.list', {}, { signal: patience() })
  assert.deepEqual(files.map(({ from }) => basename(from)).toSorted(), ['a.txt', 'b.txt', 'b.txt'])
})
