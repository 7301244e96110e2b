import assert from 'node:assert/strict'
import { chmodSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const shoot = { 'I1.CR2': 'raw', 'I1.JPG': 'jpeg', 'I1.xmp': 'edits', 'I1.CR2.xmp': 'more', 'I2.JPG': 'alone' }
const copy = 'name: copy\ncompanions: known\n'
const move = `name: move\ncompanions: known\noriginals: { move: "{out}" }\noutputs:\n  - { name: "trip" }\n`
const tidy = 'steps:\n  - file.text: { line-endings: crlf }\n'
const patience = { signal: AbortSignal.timeout(600_000) }

const undo = async ({ host }: Place, batch: string, paths: string[] = []) =>
  (await host.client.ask('batch.undo', { batch, paths }, patience)).files

const within = (tree: Record<string, string>, folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) =>
      path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), text]] : [],
    ),
  )

test('files that belong together are moved together, get one number, and come back as one', async () => {
  await using place = await openPlace(shoot)
  place.write({ 'out/trip.xmp': 'somebody’s' })
  const { batch, states } = await place.run(move)
  assert.deepEqual(new Set(Object.values(states)), new Set(['done']))
  assert.deepEqual(within(place.tree(), 'out'), {
    'trip.xmp': 'somebody’s',
    'trip 2.CR2': 'raw',
    'trip 2.CR2.xmp': 'more',
    'trip 2.JPG': 'jpeg',
    'trip 2.xmp': 'edits',
    'trip 3.JPG': 'alone',
  })
  const undone = await undo(place, batch.batchId, [join(place.inPath, 'I1.xmp')])
  assert.deepEqual(
    undone.map(({ path, result }) => [path.slice(place.inPath.length + 1), result]),
    ['I1.CR2', 'I1.CR2.xmp', 'I1.JPG', 'I1.xmp'].map((name) => [name, 'undone']),
  )
  const { 'I2.JPG': _, ...back } = shoot
  assert.deepEqual(within(place.tree(), 'in'), back)
})

test('what is made of a private photo is as private and as old as that, whatever its edits are', async () => {
  await using place = await openPlace({ 'I1.JPG': 'jpeg', 'I1.xmp': 'edits' })
  const taken = new Date('2021-02-03T04:05:06Z')
  utimesSync(join(place.inPath, 'I1.JPG'), taken, taken)
  chmodSync(join(place.inPath, 'I1.JPG'), 0o600)
  chmodSync(join(place.inPath, 'I1.xmp'), 0o644)
  await place.run(`name: tidy\ncompanions: known\nkeep: [times]\n${tidy}`)
  const { mode, mtime } = statSync(join(place.outPath, 'I1.JPG'))
  assert.deepEqual(mtime, taken)
  if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600)
})

test('edits of the JPEG beside a raw picture move with both, under their new name', async () => {
  await using place = await openPlace({ 'D2.NEF': 'raw', 'D2.JPG': 'jpeg', 'D2.JPG.xmp': 'edits' })
  const { states } = await place.run(`${move}accepts: ["*.NEF", "*.JPG"]\n`)
  assert.deepEqual(states, { 'D2.NEF': 'done', 'D2.JPG': 'done', 'D2.JPG.xmp': 'done' })
  assert.deepEqual(place.tree(), { 'out/trip.NEF': 'raw', 'out/trip.JPG': 'jpeg', 'out/trip.JPG.xmp': 'edits' })
})

test('what travels along is not asked whether the recipe takes it, and goes beside the result', async () => {
  await using place = await openPlace({
    'v.mkv': 'film\n',
    'v.en.srt': 'sub\n',
    'v.de.forced.srt': 'u\n',
    'x.srt': 'lost',
  })
  const { states } = await place.run(
    `name: t\naccepts: ["*.mkv"]\ncompanions: known\n${tidy}output: { name: "{stem|upper}" }\n`,
  )
  assert.deepEqual(states, { 'v.mkv': 'done', 'v.en.srt': 'done', 'v.de.forced.srt': 'done', 'x.srt': 'skipped' })
  assert.deepEqual(within(place.tree(), 'out'), { 'V.mkv': 'film\r\n', 'V.en.srt': 'sub\n', 'V.de.forced.srt': 'u\n' })
})

test('the parts of a shapefile go into the vault and come out of it as one', async () => {
  const parts = { 'r.shp': '1', 'r.shx': '2', 'r.dbf': '3', 'r.prj': '4', 'r.shp.xml': '5' }
  await using place = await openPlace(parts)
  const { batch } = await place.run('name: v\ncompanions: known\noriginals: vault\n')
  assert.deepEqual(place.tree(), Object.fromEntries(Object.entries(parts).map(([name, text]) => [`out/${name}`, text])))
  assert.equal((await undo(place, batch.batchId)).length, 5)
  assert.deepEqual(place.tree(), Object.fromEntries(Object.entries(parts).map(([name, text]) => [`in/${name}`, text])))
})

test('originals that are moved by themselves take theirs along, and a result in place leaves them where they are', async () => {
  await using place = await openPlace({ 'a.mp4': 'x\n', 'a.srt': 's\n' })
  const { batch } = await place.run(`name: m\ncompanions: known\n${tidy}originals: { move: "{out}/old" }\n`)
  const moved = { 'out/a.mp4': 'x\r\n', 'out/a.srt': 's\n', 'out/old/a.mp4': 'x\n', 'out/old/a.srt': 's\n' }
  assert.deepEqual(place.tree(), moved)
  await undo(place, batch.batchId)
  await place.run(`name: r\ncompanions: known\n${tidy}originals: replace\n`)
  assert.deepEqual(place.tree(), { 'in/a.mp4': 'x\r\n', 'in/a.srt': 's\n' })
})

test('the same again makes nothing twice; a sidecar that is new or changed has all of them made anew', async () => {
  await using place = await openPlace({ 'I1.CR2': 'raw', 'I1.xmp': 'edits' })
  await place.run(copy)
  assert.deepEqual((await place.run(copy)).states, { 'I1.CR2': 'reused', 'I1.xmp': 'reused' })
  place.write({ 'in/I1.JPG': 'jpeg' })
  assert.deepEqual((await place.run(copy)).states, { 'I1.CR2': 'done', 'I1.JPG': 'done', 'I1.xmp': 'done' })
  assert.deepEqual(within(place.tree(), 'out'), {
    'I1.CR2': 'raw',
    'I1.xmp': 'edits',
    'I1 2.CR2': 'raw',
    'I1 2.JPG': 'jpeg',
    'I1 2.xmp': 'edits',
  })
})

test('undone, they run again together; one that has gone does not hold the others back', async () => {
  await using place = await openPlace({ 'I1.CR2': 'raw', 'I1.xmp': 'edits' })
  const { batch } = await place.run(move)
  await undo(place, batch.batchId)
  rmSync(join(place.inPath, 'I1.xmp'))
  assert.deepEqual((await place.run(move)).states, { 'I1.CR2': 'done' })
  assert.deepEqual(place.tree(), { 'out/trip.CR2': 'raw' })
})

test('each result of files that travelled together is verified once, and the one that was changed is named once', async () => {
  await using place = await openPlace(shoot)
  const { batch } = await place.run(copy)
  place.write({ 'out/I1.xmp': 'edited since' })
  const { files } = await place.host.client.ask('batch.verify', { batch: batch.batchId }, patience)
  assert.deepEqual(files.map(({ output, verdict }) => `${output.slice(place.outPath.length + 1)} ${verdict}`).sort(), [
    'I1.CR2 as-written',
    'I1.CR2.xmp as-written',
    'I1.JPG as-written',
    'I1.xmp changed',
    'I2.JPG as-written',
  ])
})
