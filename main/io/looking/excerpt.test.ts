import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { excerpt } from './excerpt.ts'

async function read(content: string | Buffer, mostBytes = 1000): Promise<string | null> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'excerpt-'))
  const path = join(folder.path, 'a.txt')
  writeFileSync(path, content)
  return excerpt({ path, mostBytes })
}

test('the beginning of a longer text is whole lines, of a shorter one all of it', async () => {
  assert.equal(await read('one\ntwo\nthree', 9), 'one\ntwo\n')
  assert.equal(await read('one\ntwo'), 'one\ntwo')
  assert.equal(await read(Buffer.from('\ufeffone\ntwo\nthree', 'utf16le'), 20), 'one\ntwo\n')
})

test('a text of another encoding is shown as far as it can be read, and what is no text is not', async () => {
  assert.equal(await read(Buffer.from('Stra\xdfe\n', 'latin1')), 'Stra\ufffde\n')
  assert.equal(await read(Buffer.from('\ufeffStra\xdfe', 'utf16le')), 'Stra\xdfe')
  assert.equal(await read(Buffer.from([80, 75, 3, 4, 0, 0])), null)
})

test('a pipe that took the place of a text is told, and nobody is waited for', {
  skip: process.platform === 'win32' ? 'Windows has no such pipes' : false,
  timeout: 20_000,
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'excerpt-'))
  const path = join(folder.path, 'a.txt')
  execFileSync('mkfifo', [path])
  const text = `import { excerpt } from ${JSON.stringify(import.meta.resolve('./excerpt.ts'))}
    try { excerpt({ path: process.argv[1], mostBytes: 10 }) } catch (error) { console.log(error.code) }`
  const args = ['--input-type=module', '--eval', text, path]
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 10_000 }).trim(), 'file-special')
})
