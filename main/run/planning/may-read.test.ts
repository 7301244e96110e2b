import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { packageRoot } from '../../package-root.ts'

/** Who may do anything is somebody else for this: nothing is shut to them. */
const another = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const skip = process.platform === 'win32' ? 'files are not shut by their mode' : false

test('a plan names a file that may not be read, unless it is only moved', { skip }, () => {
  using root = temporaryFolder()
  writeTree(root.path, {
    'in/shut.txt': 'x',
    'in/open.txt': 'x',
    'move.yaml': 'millrace: 1\noriginals: { move: "{out}" }\n',
  })
  const shut = join(root.path, 'in/shut.txt')
  chmodSync(shut, 0)
  for (const path of [root.path, join(root.path, 'in')]) chmodSync(path, 0o777)
  const plan = (recipe: string) => {
    const words = ['plan', '--recipe', recipe, '--out', join(root.path, 'out'), join(root.path, 'in')]
    const env = { ...process.env, MILLRACE_HOME: join(root.path, 'state') }
    const cli = join(packageRoot, 'main/faces/cli/cli.ts')
    const { status, stdout } = spawnSync(process.execPath, [cli, ...words], { ...another, env, encoding: 'utf8' })
    return { status, note: stdout.split('\n').find((line) => line.startsWith(`  ${shut}`)) }
  }
  const copied = plan('copy')
  assert.equal(copied.status, 1)
  assert.match(copied.note ?? '', /: cannot run \(Access to .+shut\.txt is not permitted\./)
  assert.doesNotMatch(plan(join(root.path, 'move.yaml')).note ?? 'cannot run', /cannot run/)
})
