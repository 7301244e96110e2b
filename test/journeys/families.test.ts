import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sharp } from '../../workers/carriers/sharp-module.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { zipOf } from '../fixtures/documents.ts'
import { call, runBranches } from '../suites/run-steps.ts'

const encrypt = 'secret.encrypt: { recipients: [age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj] }'
const recipe = (steps: string[], more = ''): string =>
  `name: f\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}${more}`

test('a file keeps its name and its extension from one family of steps to the next', async () => {
  await using place = await openPlace({ 'letter.txt': 'Dear all,\r\n' })
  await place.run(recipe(['file.text', encrypt]))
  assert.deepEqual(Object.keys(place.tree()).toSorted(), ['in/letter.txt', 'out/letter.txt.age'])
})

test('what one family has found out can name the results of another', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await using place = await openPlace({ 'a.png': picture })
  await place.run(
    recipe(
      ['image.resize: { longest: 20 }', 'image.convert: { to: webp }', encrypt],
      'output: { name: "{stem}-{width}w" }\n',
    ),
  )
  assert.deepEqual(Object.keys(place.tree()).toSorted(), ['in/a.png', 'out/a-20w.webp.age'])
})

test('what one family has found out can be asked for before the steps of another', async () => {
  const picture = (width: number) => sharp({ create: { width, height: 30, channels: 3, background: 'red' } }).png()
  await using place = await openPlace({
    'large.png': await picture(40).toBuffer(),
    'small.png': await picture(10).toBuffer(),
  })
  await place.run(recipe(['image.sharpen', `{ when: { width: ">20" }, do: [{ ${encrypt} }] }`]))
  const results = Object.keys(place.tree()).filter((name) => name.startsWith('out/'))
  assert.deepEqual(results.toSorted(), ['out/large.png.age', 'out/small.png'])
})

test('a condition that nothing can decide fails the file, and leaves no step out in silence', async () => {
  await using place = await openPlace({ 'a.txt': 'one' })
  const { states } = await place.run(recipe([`{ when: { width: ">20" }, do: [{ ${encrypt} }] }`]))
  assert.deepEqual([states, place.tree()], [{ 'a.txt': 'failed' }, { 'in/a.txt': 'one' }])
})

test('of what a split has made, every part goes through the steps of another family', async () => {
  const archive = await zipOf({ 'a.txt': 'one\r\n', 'sub/b.txt': 'two\r\n', 'c.txt': 'three\r\n' })
  await using place = await openPlace({ 'x.zip': archive })
  await place.run(recipe(['archive.unpack', 'file.text'], 'output: { name: "{entry-stem}" }\n'))
  const { 'in/x.zip': _, ...made } = place.tree()
  assert.deepEqual(made, { 'out/a.txt': 'one\n', 'out/sub/b.txt': 'two\n', 'out/c.txt': 'three\n' })
})

test('an archive that is packed anew holds all that was in it, in a folder named like it', async () => {
  await using place = await openPlace({ 'x.zip': await zipOf({ 'a.txt': 'one', 'sub/b.txt': 'two' }) })
  const { lines } = await place.run(recipe(['archive.unpack', 'archive.pack: { format: tar }']))
  const packed = readFileSync(lines[0]?.outputs[0]?.path ?? '')
  const found = await runBranches(packed, { trunk: [call('archive.unpack')], branches: [[]], family: 'archive' })
  const names = found.map(({ result: { facts } }) => `${facts['entry-path']}/${facts['entry-stem']}`)
  assert.deepEqual(names.toSorted(), ['x/a', 'x/sub/b'])
})

test('an empty text is an empty text, whatever is done to it', async () => {
  await using place = await openPlace({ 'none.txt': '', 'some.txt': 'one\ntwo\n' })
  const { states } = await place.run(recipe(['file.text: { line-endings: crlf }', 'file.split: { size: 8 B }']))
  const results = { 'out/none.txt.001': '', 'out/some.txt.001': 'one\r\ntwo', 'out/some.txt.002': '\r\n' }
  assert.deepEqual(states, { 'none.txt': 'done', 'some.txt': 'done' })
  assert.deepEqual(place.tree(), { 'in/none.txt': '', 'in/some.txt': 'one\ntwo\n', ...results })
})

test('a name that no step can fill fails the file, and makes none without a name', async () => {
  await using place = await openPlace({ 'a.txt': 'one' })
  const { states } = await place.run(recipe(['file.text'], 'output: { name: "{stem}-{width}" }\n'))
  assert.deepEqual([states, place.tree()], [{ 'a.txt': 'failed' }, { 'in/a.txt': 'one' }])
})

test('a folder that a program makes where its file was to be is cleared away', async () => {
  await using place = await openPlace({ 'a.txt': 'a' })
  const { lines } = await place.run('name: folder\nsteps: [external.run: { command: [mkdir, "{output}"] }]\n')
  assert.match(lines[0]?.message ?? '', /mkdir made a folder of \{output\}/)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'a' })
  assert.equal(existsSync(place.outPath), false)
})
