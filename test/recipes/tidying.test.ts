import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesBelow, RecipeRun } from './recipe-run.ts'

const arrived = {
  'cat.JPG': 'picture',
  'letter.pdf': 'document',
  'setup.exe': 'program',
  'box.tar.gz': 'archive',
  'tune.mp3': 'music',
  thing: 'other',
  'film.mp4.crdownload': 'half a film',
  'film.mp4': 'still arriving',
}

test('downloads-inbox: what has arrived is sorted by kind; what is young, half there or there already stays', async () => {
  using run = new RecipeRun(arrived)
  mkdirSync(join(run.output, 'Documents'), { recursive: true })
  writeFileSync(join(run.output, 'Documents/letter.pdf'), 'document')
  const hourAgo = new Date(Date.now() - 3_600_000)
  for (const name of [...filesBelow(run.input).keys()].filter((each) => each !== 'film.mp4'))
    utimesSync(join(run.input, name), hourAgo, hourAgo)
  const { exitCode, results, report, printed } = await run.run('downloads-inbox')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual(
    [...results.keys()],
    [
      'Archives/box.tar.gz',
      'Documents/letter.pdf',
      'Music/tune.mp3',
      'Other/thing',
      'Pictures/cat.JPG',
      'Programs/setup.exe',
    ],
  )
  assert.equal(readdirSync(run.input).join(), 'film.mp4,film.mp4.crdownload,letter.pdf')
  assert.equal(report.filter(({ state }) => state === 'skipped').length, 3)
})

test('downloads-inbox: a folder that was downloaded is not taken apart', async () => {
  const unpacked = { 'tool/bin/setup.exe': 'program', 'tool/readme.pdf': 'document', 'page_files/logo.png': 'picture' }
  using run = new RecipeRun({ ...unpacked, 'cat.JPG': 'picture' })
  const hourAgo = new Date(Date.now() - 3_600_000)
  for (const name of filesBelow(run.input).keys()) utimesSync(join(run.input, name), hourAgo, hourAgo)
  const { exitCode, results, printed } = await run.run('downloads-inbox')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual([...results.keys()], ['Pictures/cat.JPG'])
  assert.deepEqual([...filesBelow(run.input).keys()], Object.keys(unpacked).toSorted())
})

test('set-duplicates-aside: originals are said to be in the vault only where some went there', async () => {
  using run = new RecipeRun({ 'a.txt': 'one', 'b.txt': 'other' })
  const alone = await run.run('set-duplicates-aside')
  assert.equal(alone.exitCode, 0, alone.printed)
  assert.doesNotMatch(alone.printed, /the vault/)
  using twice = new RecipeRun({ 'a.txt': 'one', 'b.txt': 'one' })
  assert.match(
    (await twice.run('set-duplicates-aside')).printed,
    /^Only originals that the recipe has picked left their places\.$/m,
  )
})
