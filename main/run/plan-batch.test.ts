import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(60_000)

test('a plan counts the kinds of all files that run, however few of them it tells', async () => {
  await using place = await openPlace({ 'a.TXT': '1', 'b.txt': '2', 'sub/c.md': '3', 'd.bin': '4', e: '5' })
  place.write({ 'recipes/texts.yaml': 'millrace: 1\nname: texts\naccepts: ["*.txt", "*.TXT", "*.md", e]\n' })
  const recipe = join(dirname(place.inPath), 'recipes/texts.yaml')
  const question = { recipe, sources: [place.inPath], out: place.outPath, limit: 1 }
  const { counts, kinds, files } = await place.host.client.ask('batch.plan', question, { signal })
  assert.deepEqual([counts.run, counts.skip, files.length], [4, 1, 1])
  assert.deepEqual(kinds, { txt: 2, md: 1 })
})

test('a plan says that a folder which is a file cannot be written to', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  place.write({ 'recipes/texts.yaml': 'millrace: 1\nname: texts\n', taken: '' })
  const at = (name: string): string => join(dirname(place.inPath), name)
  const question = { recipe: at('recipes/texts.yaml'), sources: [place.inPath], out: at('taken'), limit: 1 }
  const { writable, warnings } = await place.host.client.ask('batch.plan', question, { signal })
  assert.deepEqual([writable, warnings.length], [false, 1])
})
