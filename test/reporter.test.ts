import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const reporter = fileURLToPath(new URL('reporter.ts', import.meta.url))
const good = `import { test } from 'node:test'\ntest('holds', () => {})\n`

function runTests(files: Record<string, string>) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'reporter-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text)
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = ['--test', `--test-reporter=${reporter}`, '*.test.mjs']
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder.path, env, encoding: 'utf8' })
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) }
}

test('a run without failures ends with the counts and exit code 0', () => {
  const { status, last } = runTests({ 'a.test.mjs': good })
  assert.deepEqual({ status, last }, { status: 0, last: '1 passed, 0 failed' })
})

test('a failure is named with its place and its reason', () => {
  const bad = `import { test } from 'node:test'\ntest('breaks', () => { throw new Error('the reason') })\n`
  const { status, stdout, last } = runTests({ 'a.test.mjs': good, 'b.test.mjs': bad })
  assert.deepEqual({ status, last }, { status: 1, last: '1 passed, 1 failed' })
  assert.match(stdout, /FAILED {3}breaks\n +at b\.test\.mjs:2\n +Error: the reason/)
})

test('a failure inside a suite counts once', () => {
  const suite = `import { describe, test } from 'node:test'
    describe('suite', () => { test('holds', () => {}); test('breaks', () => { throw new Error('no') }) })`
  assert.equal(runTests({ 'a.test.mjs': suite }).last, '1 passed, 1 failed')
})

test('a skipped test is named with its reason and is neither passed nor failed', () => {
  const skipping = `${good}test('on FAT', { skip: 'needs root' }, () => {})\n`
  const { stdout, last } = runTests({ 'a.test.mjs': skipping })
  assert.match(stdout, /SKIPPED {2}on FAT: needs root/)
  assert.equal(last, '1 passed, 0 failed')
})

test('what a test notes is shown', () => {
  const noting = `import { test } from 'node:test'\ntest('holds', (t) => t.diagnostic('1200 files/s'))\n`
  assert.match(runTests({ 'a.test.mjs': noting }).stdout, /^note {5}a\.test\.mjs: 1200 files\/s$/m)
})

test('a file that cannot be loaded fails and shows what it printed', () => {
  const { status, stdout, last } = runTests({ 'a.test.mjs': `throw new Error('broken file')` })
  assert.deepEqual({ status, last }, { status: 1, last: '0 passed, 1 failed' })
  assert.match(stdout, /broken file/)
})

test('a file that ends before its tests ran fails', () => {
  const { status, last } = runTests({ 'a.test.mjs': `${good}process.exit(0)\n` })
  assert.deepEqual({ status, last }, { status: 1, last: '0 passed, 1 failed' })
})

test('a run in which no test ran fails', () => {
  const { status, last } = runTests({})
  assert.deepEqual({ status, last }, { status: 1, last: '0 passed, 0 failed' })
})
