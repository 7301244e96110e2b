import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { compareChecksums } from './compare-checksums.ts'
import { FileValue } from './file-value.ts'

/** A file at a path, known by what comes after the folder that was chosen. */
function fileIn(folder: string, name: string, content: string): FileValue {
  const chunks = async function* () {
    yield Buffer.from(content)
  }
  return FileValue.made({ subject: `${folder}/${name}`, name, type: 'text/plain', facts: {}, chunks })
}

const listIn = (folder: string, name: string, contents: Record<string, string>): FileValue =>
  fileIn(
    folder,
    name,
    Object.entries(contents)
      .map(([listed, content]) => `${hash('sha256', content)}  ${listed}\n`)
      .join(''),
  )

async function compared(lists: FileValue[], files: FileValue[]): Promise<string[]> {
  const found = await compareChecksums({ lists, files, progress: () => {} })
  return found.map(({ name, state }) => `${state} ${name}`)
}

test('of files with one name in several folders, a list means that of its own folder', async () => {
  const files = [fileIn('/a', 'same.txt', 'damaged'), fileIn('/b', 'same.txt', 'whole')]
  const listA = listIn('/a', 'SHA256SUMS', { 'same.txt': 'whole' })
  const listB = listIn('/b', 'SHA256SUMS', { 'same.txt': 'whole' })
  assert.deepEqual(await compared([listA], files), ['differs /a/same.txt', 'unlisted /b/same.txt'])
  assert.deepEqual(await compared([listA, listB], files), ['differs /a/same.txt', 'same /b/same.txt'])
})

test('what is missing beside a list is not found in another folder', async () => {
  const list = listIn('/a', 'SHA256SUMS', { x: '1', y: '2' })
  assert.deepEqual(await compared([list], [fileIn('/a', 'x', '1'), fileIn('/b', 'y', '2')]), [
    'same x',
    'missing y',
    'unlisted y',
  ])
})

test('a list names files above its folder, and in any folder by their whole path', async () => {
  const list = listIn('/a', 'sums/SHA256SUMS', { '../x': '1', '/b/y': '2' })
  assert.deepEqual(await compared([list], [fileIn('/a', 'x', '1'), fileIn('/b', 'y', '2')]), ['same x', 'same y'])
})

test('the files of a list that lies apart from them are found by name, unless several have it', async () => {
  const list = listIn('/lists', 'SHA256SUMS', { 'same.txt': 'whole' })
  const [one, other] = [fileIn('/a', 'same.txt', 'whole'), fileIn('/b', 'same.txt', 'damaged')]
  assert.deepEqual(await compared([list], [one]), ['same same.txt'])
  const windows = listIn('/lists', 'SHA256SUMS', { '.\\in\\same.txt': 'whole' })
  assert.deepEqual(await compared([windows], [fileIn('/a', 'in/same.txt', 'whole')]), ['same in/same.txt'])
  await assert.rejects(compared([list], [one, other]), (error) => {
    assert.ok(error instanceof Fault)
    assert.deepEqual([error.code, error.subject], ['step-failed', '/lists/SHA256SUMS'])
    assert.match(error.why, /^Several files are called same.txt and the folder of the list does not tell/)
    return true
  })
})
