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

test('tidy-names: what is packed twice keeps both its endings as they are, and a number comes before them', async () => {
  using run = new RecipeRun({ 'My Photos.tar.gz': '1', 'my photos.tar.gz': '2', 'Backup v1.2.TAR.zst': '3' })
  const { exitCode, results, printed } = await run.run('tidy-names')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual([...results.keys()], ['backup-v1-2.TAR.zst', 'my-photos 2.tar.gz', 'my-photos.tar.gz'])
})

test('what is packed twice keeps both its endings through steps, also beside those of its own', async () => {
  using run = new RecipeRun({ 'a.tar.gz': '1', 'b.gz': '2', 'c.txt': '3' })
  const encrypt = 'secret.encrypt: { recipients: [age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj] }'
  const recipe = run.recipe(`millrace: 1\nname: Lock\nsteps: [{ when: { ext: gz }, do: [${encrypt}] }]\n`)
  const { exitCode, results, printed } = await run.run(recipe)
  assert.equal(exitCode, 0, printed)
  assert.deepEqual([...results.keys()], ['a.tar.gz.age', 'b.gz.age', 'c.txt'])
})
