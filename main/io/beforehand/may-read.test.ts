import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'

/** Who may do anything is somebody else for this: nothing is shut to them. */
const another = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const skip = process.platform === 'win32' ? 'files are not shut by their mode' : false

test('a file that may not be read is told, and one that has gone', { skip }, () => {
  using root = temporaryFolder()
  chmodSync(root.path, 0o755)
  writeTree(root.path, { 'shut.txt': 'x', 'open.txt': 'x' })
  chmodSync(join(root.path, 'shut.txt'), 0)
  const script = `
    import { whyUnread } from ${JSON.stringify(new URL('./may-read.ts', import.meta.url).href)}
    console.log(JSON.stringify(whyUnread(process.argv.slice(1)).map((fault) => fault?.code ?? null)))`
  const paths = ['shut.txt', 'open.txt', 'gone.txt'].map((name) => join(root.path, name))
  const args = ['--input-type=module', '-e', script, ...paths]
  const { stdout, stderr } = spawnSync(process.execPath, args, { ...another, encoding: 'utf8' })
  assert.equal(stderr, '')
  assert.deepEqual(JSON.parse(stdout), ['not-permitted', null, 'file-missing'])
})
