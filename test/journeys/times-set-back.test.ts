import assert from 'node:assert/strict'
import { chmodSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { WatchPlace } from '../fixtures/watch-place.ts'

const modified = 1_500_000_000
const recipe = 'name: packed\nsteps: [file.text: { line-endings: crlf }]\n'

/** As `exiftool -P` and others do. */
function changeInPlace(path: string, content: string): void {
  const { size, ino, mtimeMs } = statSync(path)
  writeFileSync(path, content)
  utimesSync(path, mtimeMs / 1000, mtimeMs / 1000)
  const found = statSync(path)
  assert.deepEqual([found.size, found.ino, found.mtimeMs], [size, ino, mtimeMs], 'all but its content is as it was')
}

function withTimes(folder: string, names: string[]): void {
  for (const name of names) utimesSync(join(folder, name), modified, modified)
}

test('a file whose content was changed and its time set back is made again; one whose rights were changed is not', async () => {
  await using place = await openPlace({ 'a.txt': 'one', 'b.txt': 'two' })
  withTimes(place.inPath, ['a.txt', 'b.txt'])
  await place.run(recipe)
  chmodSync(join(place.inPath, 'b.txt'), 0o600)
  changeInPlace(join(place.inPath, 'a.txt'), 'ONE')
  const { states } = await place.run(recipe)
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'reused' })
  assert.equal(Object.values(place.tree()).filter((content) => content === 'ONE').length, 2)
  const again = await place.run(recipe)
  assert.deepEqual(again.states, { 'a.txt': 'reused', 'b.txt': 'reused' })
})

test('a result whose content was changed and its time set back does not stand any more; one whose rights were changed does', async () => {
  await using place = await openPlace({ 'a.txt': 'one', 'b.txt': 'two' })
  withTimes(place.inPath, ['a.txt', 'b.txt'])
  await place.run(`${recipe}keep: [times]\n`)
  chmodSync(join(place.outPath, 'b.txt'), 0o600)
  changeInPlace(join(place.outPath, 'a.txt'), 'bad')
  const { states } = await place.run(`${recipe}keep: [times]\n`)
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'reused' })
  assert.equal(readFileSync(join(place.outPath, 'a.txt'), 'utf8'), 'bad', 'somebody’s work by now')
  const whole = Object.entries(place.tree()).filter(([path, content]) => path.startsWith('out/') && content === 'one')
  assert.equal(whole.length, 1)
})

test('a watch finds what was changed with its time set back', async () => {
  await using place = await WatchPlace.open({ 'a.txt': 'one', 'b.txt': 'two' })
  withTimes(place.path('in'), ['a.txt', 'b.txt'])
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt', 'b.txt'])
  await place.stop()
  chmodSync(place.path('in', 'b.txt'), 0o600)
  changeInPlace(place.path('in', 'a.txt'), 'ONE')
  await place.start()
  await place.untilOut(id, ['a 2.txt', 'a.txt', 'b.txt'])
  changeInPlace(place.path('in', 'a.txt'), 'eno')
  await place.untilOut(id, ['a 2.txt', 'a 3.txt', 'a.txt', 'b.txt'])
  assert.equal((await place.report(id)).length, 4)
})
