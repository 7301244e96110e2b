import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

test('a plan and a start say which run they go on with and how far it was, and nothing where they begin one', async () => {
  await using place = await openPlace({ 'a.txt': '1', 'b.txt': '2' })
  const text = 'name: as-is\nconflict: fail\n'
  place.write({ 'out/b.txt': 'there', 'recipes/as-is.yaml': `millrace: 1\n${text}` })
  const { client } = place.host
  const recipe = join(dirname(place.inPath), 'recipes/as-is.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath }
  const plan = async (out = place.outPath) =>
    (await client.ask('batch.plan', { ...question, out }, { signal: patience() })).goesOn
  assert.equal(await plan(), undefined)
  const { batch } = await place.run(text)
  const earlier = { batch: batch.batchId, state: 'finished', startedMs: batch.startedMs, done: 1, total: 2 }
  assert.deepEqual(await plan(), earlier)
  assert.equal(await plan(`${place.outPath}-2`), undefined)
  const elsewhere = { ...question, out: `${place.outPath}-2`, waitMs: null }
  assert.equal((await client.ask('batch.start', elsewhere, { signal: patience() })).goesOn, undefined)
  assert.deepEqual(
    (await client.ask('batch.start', { ...question, waitMs: null }, { signal: patience() })).goesOn,
    earlier,
  )
})
