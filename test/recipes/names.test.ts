import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecipeRun } from './recipe-run.ts'

test('tidy-names: names that every system can hold, folders and files, and nothing is lost where two become one', async () => {
  using run = new RecipeRun({
    'Meine Bilder/Größe & Maß (1).TXT': '1',
    'Meine Bilder/groesse-mass-1.TXT': '2',
    'con .txt': '3',
  })
  const { exitCode, results, printed } = await run.run('tidy-names')
  assert.equal(exitCode, 0, printed)
  assert.equal(results.size, 3)
  for (const name of results.keys()) assert.match(name, /^[\p{Ll}\d_-]+(\/[\p{Ll}\d_-]+)*( 2)?\.txt$/iu)
})
