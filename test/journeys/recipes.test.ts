import assert from 'node:assert/strict'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const crlf = '  - file.text: { line-endings: crlf }\n'

test('one file, several outputs: each branch has its steps, its folder and its name', async () => {
  await using place = await openPlace({ 'a.txt': 'x\ny\n' })
  await place.run(
    `name: two\noutputs:\n  - { folder: "{out}/plain" }\n  - steps:\n    ${crlf.trim().replace(/^- /, '  - ')}\n    folder: "{out}/dos"\n    name: "{stem}-dos"\n`,
  )
  assert.deepEqual(place.tree(), {
    'in/a.txt': 'x\ny\n',
    'out/dos/a-dos.txt': 'x\r\ny\r\n',
    'out/plain/a.txt': 'x\ny\n',
  })
})

test('a result that would be larger can be the original instead', async () => {
  await using place = await openPlace({ 'a.txt': 'x\ny\n' })
  await place.run(`name: smaller\nsteps:\n${crlf}outputs:\n  - if-larger: use-original\n`)
  assert.equal(place.tree()['out/a.txt'], 'x\ny\n')
})

test('a file whose result would be larger can be left alone, and that is no failure', async () => {
  await using place = await openPlace({ 'a.txt': 'x\ny\n', 'b.txt': 'x\r\n' })
  const { states, lines } = await place.run(`name: smaller\nsteps:\n  - file.text\noutput: { if-larger: skip }\n`)
  assert.deepEqual(states, { 'a.txt': 'skipped', 'b.txt': 'done' })
  assert.equal(lines.find(({ state }) => state === 'skipped')?.code, 'not-smaller')
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt', 'in/b.txt', 'out/b.txt'])
})

test('where one of two results is left out, nothing of it stays behind', async () => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const outputs = 'outputs:\n  - { if-larger: skip }\n  - { folder: "{out}/second" }\n'
  await place.run(`name: two\nsteps:\n  - file.text\n${outputs}`)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x', 'out/second/a.txt': 'x' })
})

test('files that were only moved are as they were written until somebody edits them', async () => {
  await using place = await openPlace({ 'a.txt': 'x', 'b.txt': 'y', 'c.txt': 'z' })
  const { batch } = await place.run('name: move\noriginals: { move: "{out}" }\n')
  place.write({ 'out/b.txt': 'edited' })
  rmSync(join(place.outPath, 'c.txt'))
  const question = { batch: batch.batchId }
  const { files } = await place.host.client.ask('batch.verify', question, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(
    files.map(({ verdict }) => verdict),
    ['as-written', 'changed', 'missing'],
  )
})

test('a result whose name is not Unicode is found again', { skip: process.platform !== 'linux' }, async () => {
  await using place = await openPlace({})
  writeFileSync(Buffer.concat([Buffer.from(`${place.inPath}/b`), Buffer.from([0xff])]), 'x')
  const { batch } = await place.run('name: copy\n')
  const question = { batch: batch.batchId }
  const { files } = await place.host.client.ask('batch.verify', question, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(
    files.map(({ output, verdict }) => [output, verdict]),
    [[`${place.outPath}/b\uFFFD`, 'as-written']],
  )
})

test('originals that are replaced come back byte for byte', async () => {
  await using place = await openPlace({ 'a.txt': 'x\n', 'sub/b.txt': 'y\n' })
  const { batch } = await place.run(`name: in place\nsteps:\n${crlf}originals: replace\n`)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x\r\n', 'in/sub/b.txt': 'y\r\n' })
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x\n', 'in/sub/b.txt': 'y\n' })
})

test('files that are only moved keep their bytes and go back where they were', async () => {
  await using place = await openPlace({ 'a.txt': 'x', 'sub/a.txt': 'y' })
  const { batch } = await place.run('name: move\noriginals: { move: "{out}" }\n')
  assert.deepEqual(place.tree(), { 'out/a 2.txt': 'y', 'out/a.txt': 'x' })
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x', 'in/sub/a.txt': 'y' })
})

test('of a file that is moved and has several outputs each output has its own place', async () => {
  await using place = await openPlace({ 'sub/a.txt': 'x' })
  await place.run(
    'name: move\noriginals: { move: "{out}/old" }\noutputs:\n  - { folder: "{out}/one" }\n  - { folder: "{out}/two" }\n',
  )
  assert.deepEqual(place.tree(), { 'out/old/a.txt': 'x', 'out/one/a.txt': 'x', 'out/two/a.txt': 'x' })
})

test('a folder that has the name of a result is no twin of it: the result gets a number', async () => {
  await using place = await openPlace({ a: 'x' })
  place.write({ 'out/a/b.txt': 'y' })
  const { states } = await place.run('name: copy\n', { conflict: 'skip-identical' })
  assert.deepEqual([states, place.tree()['out/a 2']], [{ a: 'done' }, 'x'])
})

test('what was undone is done again by running again, under the same names', async () => {
  await using place = await openPlace({ 'a.txt': 'x\n', 'sub/a.txt': 'y\n' })
  const recipe = `name: again\nsteps:\n${crlf}originals: { move: "{out}/old" }\noutputs:\n  - { folder: "{out}" }\n`
  const { batch } = await place.run(recipe)
  const first = place.tree()
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual((await place.run(recipe)).states, { 'a.txt': 'done' })
  assert.deepEqual(place.tree(), first)
})

test('a move on one disk is a rename: the file is the same one', async () => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const { ino } = statSync(join(place.inPath, 'a.txt'))
  await place.run('name: move\noriginals: { move: "{out}/{ext}" }\n')
  assert.equal(statSync(join(place.outPath, 'txt/a.txt')).ino, ino)
})

test('a file the recipe does not take is skipped with the reason, and is not touched', async () => {
  await using place = await openPlace({ 'a.txt': 'x', 'b.bin': 'y' })
  const { states } = await place.run(`name: texts\naccepts: ["*.txt"]\nsteps:\n${crlf}`)
  assert.deepEqual(states, { 'a.txt': 'done', 'b.bin': 'skipped' })
})

test('a file of the right kind that a condition leaves out is told which one', async () => {
  await using place = await openPlace({ 'a.txt': 'x', 'b.txt': 'yy', 'c.md': 'zz' })
  const where = '[{ match: "*.txt", where: { size: ">1 B", age: "<1d" } }]'
  const { lines } = await place.run(`name: long texts\naccepts: ${where}\n`)
  const told = lines.map(({ state, code, message }) => [code ?? state, message?.replace(/^.*?\. /, '')])
  assert.deepEqual(told, [
    ['left-out', 'The recipe long texts takes such files only where size is more than 1 B.'],
    ['done', undefined],
    ['wrong-type', 'The recipe long texts takes *.txt.'],
  ])
})

test('a file in a subfolder is told that a recipe takes those at the top alone', async () => {
  await using place = await openPlace({ 'a.txt': 'x', 'sub/b.txt': 'y' })
  const { lines } = await place.run('name: top\naccepts: [{ match: "*", where: { path: "!?*" } }]\n')
  const told = lines.map(({ state, message }) => [state, message?.replace(/^.*?\. /, '')])
  assert.deepEqual(told, [
    ['done', undefined],
    ['skipped', 'The recipe top takes such files only where path is empty.'],
  ])
})

test('what a recipe made in one folder is a file like any other when it is saved in another', async () => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const copy = 'name: copy\n'
  await place.run(copy)
  const [sources, backup] = [[place.outPath], join(place.inPath, '../out/backup')]
  assert.deepEqual((await place.run(copy, { sources, out: backup })).states, { 'a.txt': 'done' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x', 'out/a.txt': 'x', 'out/backup/a.txt': 'x' })
  assert.deepEqual((await place.run(copy, { sources, out: backup })).states, { 'a.txt': 'reused' })
})

test('what is made in a folder inside the sources is not taken as input, now or later', async () => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const recipe = 'name: beside\noutputs:\n  - { folder: "{out}", name: "{stem}-copy" }\n'
  const sources = [place.inPath, place.outPath.replace(/out$/, '')].slice(0, 1)
  await place.run(recipe, { sources })
  await place.run(recipe, { sources: [place.inPath, place.outPath] })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x', 'out/a-copy.txt': 'x' })
})

test('a condition of several values is told as people say it', async () => {
  await using place = await openPlace({ 'a.part': 'x', 'b.txt': 'y' })
  const reasonFor = async (ext: string): Promise<string[]> =>
    (await place.run(`name: told\naccepts: [{ match: "*", where: { ext: "${ext}" } }]\n`)).lines.flatMap(
      ({ message }) => (message ? [message.replace(/^.*? only where /, '')] : []),
    )
  assert.deepEqual(await reasonFor('!crdownload|part'), ['ext is none of crdownload, part.'])
  assert.deepEqual(await reasonFor('png|gif'), ['ext is one of png, gif.'])
})
