import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { RecipeRun } from './recipe-run.ts'

const files = {
  'a.txt': 'first '.repeat(100),
  'sub/ä ö.bin': Buffer.alloc(3000, 7),
  'sub/empty.txt': '',
  'sub/deep/b.c.txt': 'all:',
}

test('hand-off-package: one zip of everything, which other programs open', async () => {
  using run = new RecipeRun(files)
  const { exitCode, results, printed, report } = await run.run('hand-off-package')
  assert.equal(exitCode, 0, printed)
  const [[name, zip] = ['', Buffer.alloc(0)], ...more] = results
  assert.match(name, /^in \d{4}-\d{2}-\d{2}\.zip$/)
  assert.equal(more.length, 0)
  assert.deepEqual(new Set(report.map(({ state }) => state)), new Set(['done']))
  const path = join(run.input, 'x.zip')
  writeFileSync(path, zip)
  assert.match(execFileSync('unzip', ['-tq', path], { encoding: 'utf8' }), /No errors detected/)
})

test('hand-off-package: what Windows could not unpack has a name there that it can', {
  skip: process.platform === 'win32' && 'no such names there',
}, async () => {
  using run = new RecipeRun({ 'who: me?/notes.': 'a', 'who: me?/aux.txt': 'b', 'Plain.txt': 'c', 'plain.txt': 'd' })
  const { exitCode, results, printed } = await run.run('hand-off-package')
  assert.equal(exitCode, 0, printed)
  const path = join(run.input, 'x.zip')
  writeFileSync(path, [...results.values()][0] ?? '')
  const listed = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trim().split('\n')
  assert.deepEqual(listed.toSorted(), ['Plain.txt', 'plain 2.txt', 'who_ me_/aux_.txt', 'who_ me_/notes_'])
})

test('unpack-archives: what was packed comes out in its folders, with nothing added to its names', async () => {
  using run = new RecipeRun(files)
  const [zip] = (await run.run('hand-off-package')).results.values()
  using other = new RecipeRun({ 'given/box.zip': zip ?? '', 'given/broken.zip': zip?.subarray(0, 200) ?? '' })
  const { exitCode, results, report, printed } = await other.run('unpack-archives')
  assert.equal(exitCode, 1, printed)
  assert.deepEqual(
    report.map(({ state, code }) => code ?? state),
    ['done', 'file-truncated'],
  )
  assert.equal(existsSync(join(other.output, 'given/broken')), false, 'nothing came of it, not even a folder')
  const wanted = Object.entries(files).map(([name, content]) => [`given/box/${name}`, Buffer.from(content).length])
  assert.deepEqual(
    [...results].map(([name, content]) => [name, content.length]),
    wanted.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
})

test('unpack-archives: a name without an extension stays without', async () => {
  using run = new RecipeRun({ Makefile: 'all:' })
  const [zip] = (await run.run('hand-off-package')).results.values()
  using other = new RecipeRun({ 'box.zip': zip ?? '' })
  assert.deepEqual([...(await other.run('unpack-archives')).results.keys()], ['box/Makefile'])
})

test('unpack-archives: the folder of an archive that is packed is called like it without both its endings', async () => {
  using run = new RecipeRun({ 'a.txt': 'a' })
  const path = join(run.input, 'My Photos.tar.gz')
  execFileSync('tar', ['-czf', path, '-C', run.input, 'a.txt'])
  const { results, printed } = await run.run('unpack-archives', { only: ['My Photos.tar.gz'] })
  assert.deepEqual([...results.keys()], ['My Photos/a.txt'], printed)
})
