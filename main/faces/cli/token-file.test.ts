import assert from 'node:assert/strict'
import { chmod, mkdtempDisposable, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { keptToken } from './token-file.ts'

test('a kept token is made once, for its person only, and is the same at the next start', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-token-'))
  const path = join(folder.path, 'state', 'token')
  const token = await keptToken(path)
  assert.equal(await readFile(path, 'utf8'), `${token}\n`)
  assert.equal(await keptToken(path), token)
  if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a token that others may read, or that is none, is refused', { skip: process.platform === 'win32' }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-token-'))
  const path = join(folder.path, 'token')
  await keptToken(path)
  await chmod(path, 0o644)
  await assert.rejects(keptToken(path), { code: 'usage-wrong' })
  await writeFile(path, 'secret\n')
  await chmod(path, 0o600)
  await assert.rejects(keptToken(path), { code: 'usage-wrong' })
})
