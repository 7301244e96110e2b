import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'

/** Who may do anything is somebody else for this: nothing is shut to them. */
const another = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const skip = process.platform === 'win32' ? 'folders are not shut by their mode' : false

function staying(paths: string[]): unknown {
  const script = `
    import { whyStaying } from ${JSON.stringify(new URL('./may-leave.ts', import.meta.url).href)}
    console.log(JSON.stringify(whyStaying(process.argv.slice(1)).map((fault) => fault?.subject ?? null)))`
  const args = ['--input-type=module', '-e', script, ...paths]
  const { stdout, stderr } = spawnSync(process.execPath, args, { ...another, encoding: 'utf8' })
  assert.equal(stderr, '')
  return JSON.parse(stdout)
}

test('a file leaves no folder that may not be written to', { skip }, () => {
  using root = temporaryFolder()
  chmodSync(root.path, 0o755)
  writeTree(root.path, { 'shut/a.txt': 'x', 'open/a.txt': 'x' })
  const [shut, open] = [join(root.path, 'shut'), join(root.path, 'open')]
  chmodSync(shut, 0o555)
  chmodSync(open, 0o777)
  assert.deepEqual(staying([join(shut, 'a.txt'), join(open, 'a.txt')]), [shut, null])
})

const isRoot = process.getuid?.() === 0
test('a file of somebody else leaves no folder in which all may write and none may take', {
  skip: skip || !isRoot,
}, () => {
  using root = temporaryFolder()
  chmodSync(root.path, 0o755)
  writeTree(root.path, { 'sticky/a.txt': 'x' })
  const folder = join(root.path, 'sticky')
  chmodSync(folder, 0o1777)
  assert.deepEqual(staying([join(folder, 'a.txt')]), [folder])
})
