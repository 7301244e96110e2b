import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'

/** Who may do anything is somebody else for this: nothing is shut to them. */
const another = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
const skip = process.platform === 'win32' ? 'folders are not shut by their mode' : false

/** What a move says that may be done to a folder or not. */
function shifted(from: string, to: string): unknown {
  const script = `
    import { lstatSync } from 'node:fs'
    import { identityOf } from ${JSON.stringify(new URL('../looking/identity.ts', import.meta.url).href)}
    import { shiftAll } from ${JSON.stringify(new URL('../moving/shift.ts', import.meta.url).href)}
    const [from, to] = process.argv.slice(1)
    const identity = identityOf(lstatSync(from, { bigint: true }))
    const request = { from, to, identity, sha256: '', unique: process.argv[3] === 'unique', copyIfApart: null }
    const [outcome] = shiftAll({ requests: [request], rules: { stableInodes: true, mtimeStepNs: 1 } })
    console.log(outcome.ok ? outcome.value : outcome.fault.code + ' ' + outcome.fault.subject)`
  return ['unique', 'careful'].map((how) => {
    const args = ['--input-type=module', '-e', script, from, to, how]
    const { stdout, stderr } = spawnSync(process.execPath, args, { ...another, encoding: 'utf8' })
    return stdout.trim() || stderr
  })
}

test('a folder that nothing may leave or come into is named, not the file that is fine', { skip }, () => {
  using root = temporaryFolder()
  chmodSync(root.path, 0o777)
  writeTree(root.path, { 'shut/a.txt': 'x', 'open/a.txt': 'x' })
  mkdirSync(join(root.path, 'vault'))
  const at = (path: string): string => join(root.path, path)
  for (const [folder, mode] of [
    ['shut', 0o555],
    ['open', 0o777],
    ['vault', 0o777],
  ] as const)
    chmodSync(at(folder), mode)
  const shut = `not-permitted ${at('shut')}`
  assert.deepEqual(shifted(at('shut/a.txt'), at('vault/1')), [shut, shut])
  assert.deepEqual(shifted(at('open/a.txt'), at('shut/1')), [shut, shut])
})
