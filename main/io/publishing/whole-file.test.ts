import assert from 'node:assert/strict'
import { mkdirSync, mkdtempDisposableSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { WholeFile, writeNewPrivately, writePrivately } from './whole-file.ts'

const posix = { skip: process.platform === 'win32' ? 'modes are of POSIX' : false }

function openFolder() {
  return mkdtempDisposableSync(join(tmpdir(), 'millrace-whole-'))
}

test('what was there stays until the new one is whole, and one that was given up leaves nothing', async () => {
  using folder = openFolder()
  const path = join(folder.path, 'report.jsonl')
  writeFileSync(path, 'earlier')
  {
    await using givenUp = await WholeFile.create(path)
    await givenUp.write('half of')
    assert.equal(readFileSync(path, 'utf8'), 'earlier')
  }
  assert.deepEqual(readdirSync(folder.path), ['report.jsonl'])
  await using file = await WholeFile.create(path)
  await file.writeLines([])
  await file.writeLines(['one', 'two'])
  await file.publish()
  assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\n')
  assert.deepEqual(readdirSync(folder.path), ['report.jsonl'])
})

test('a fault names the document and not what was written beside it', async () => {
  using folder = openFolder()
  const path = join(folder.path, 'a folder')
  mkdirSync(join(path, 'with something in it'), { recursive: true })
  await assert.rejects(writePrivately(path, 'text'), { subject: path })
  await assert.rejects(WholeFile.create(join(path, 'missing', 'report')), { code: 'file-missing' })
  assert.deepEqual(readdirSync(folder.path), ['a folder'])
})

test('what is private can be read by its person only, and so can the folders made for it', posix, async () => {
  using folder = openFolder()
  const path = join(folder.path, 'a', 'b', 'settings.json')
  await writePrivately(path, '{}')
  const modeOf = (at: string) => (statSync(at).mode & 0o777).toString(8)
  assert.deepEqual([modeOf(path), modeOf(join(path, '..')), modeOf(join(path, '..', '..'))], ['600', '700', '700'])
})

test('of two that write a new document of one name at once, one is told that it is taken, and nothing is written over', async () => {
  using folder = openFolder()
  const path = join(folder.path, 'made', 'recipe.yaml')
  const told = await Promise.all(['first', 'second'].map((text) => writeNewPrivately(path, text)))
  assert.deepEqual(told.toSorted(), ['published', 'taken'])
  assert.equal(readFileSync(path, 'utf8'), ['first', 'second'][told.indexOf('published')])
  assert.deepEqual(readdirSync(join(path, '..')), ['recipe.yaml'])
})
