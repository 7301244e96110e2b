import assert from 'node:assert/strict'
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { WatchPlace } from '../fixtures/watch-place.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)
const why = 'It is a link, which is not moved. Name the file it leads to.'
const lf = 'steps: [file.text: { line-endings: lf }]\n'

for (const originals of ['vault', 'replace', '{ move: "{out}/old" }'])
  test(`a link that is named is refused before anything is done where originals leave: ${originals}`, async () => {
    await using place = await openPlace({ 'real/a.txt': 'a\r\n' })
    const link = join(place.inPath, 'link.txt')
    symlinkSync('real/a.txt', link)
    const recipe = `name: lf\n${lf}originals: ${originals}\n`
    place.write({ 'lf.yaml': `millrace: 1\n${recipe}` })
    const question = { recipe: join(dirname(place.inPath), 'lf.yaml'), sources: [link], out: place.outPath }
    const { files } = await place.host.client.ask('batch.plan', question, { signal: patience() })
    assert.deepEqual([files[0]?.state, files[0]?.note.includes(why)], ['fault', true])
    const { lines, states } = await place.run(recipe, { sources: [link] })
    assert.deepEqual([states, lines[0]?.code], [{ 'link.txt': 'failed' }, 'file-special'])
    assert.ok(lines[0]?.message?.includes(why))
    assert.deepEqual(place.tree(), { 'in/real/a.txt': 'a\r\n' })
    assert.ok(lstatSync(link).isSymbolicLink())
  })

test('a link whose original stays is read as what it leads to', async () => {
  await using place = await openPlace({ 'real/a.txt': 'a\r\n' })
  symlinkSync('real/a.txt', join(place.inPath, 'link.txt'))
  const { states } = await place.run(`name: lf\n${lf}`, { sources: [join(place.inPath, 'link.txt')] })
  assert.deepEqual([states, place.tree()['out/link.txt']], [{ 'link.txt': 'done' }, 'a\n'])
})

test('a link in a watched folder that follows links fails with the same words', async () => {
  await using place = await WatchPlace.open({})
  mkdirSync(place.path('real'))
  place.write('real', { 'a.txt': 'a\r\n' })
  symlinkSync(place.path('real', 'a.txt'), place.path('in', 'link.txt'))
  const recipe = place.recipe('lf', `name: lf\n${lf}originals: vault\n`)
  const { id } = await place.watch({ recipe, followLinks: true })
  await place.untilState(id, ({ today: { counts } }) => counts.failed === 1)
  const [line] = await place.report(id)
  assert.deepEqual([line?.code, line?.message?.includes(why)], ['file-special', true])
  assert.ok(lstatSync(place.path('in', 'link.txt')).isSymbolicLink())
  assert.deepEqual(place.names('out'), [])
})
