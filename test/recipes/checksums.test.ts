import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { RecipeRun } from './recipe-run.ts'

const files = { 'a.txt': 'first', 'sub/b.txt': 'second', 'sub/ä ö.txt': 'third' }

test('checksums: one list of everything, which sha256sum and check-checksums agree with', async () => {
  using run = new RecipeRun(files)
  const made = await run.run('checksums')
  assert.equal(made.exitCode, 0, made.printed)
  assert.deepEqual([...made.results.keys()], ['in.sha256'])
  const list = made.results.get('in.sha256') ?? Buffer.alloc(0)
  execFileSync('sha256sum', ['--check', '--strict', '--quiet'], { cwd: run.input, input: list })
  assert.deepEqual(
    made.report.map(({ state }) => state),
    ['done', 'done', 'done'],
  )
  run.write('list.sha256', list)
  const same = await run.run('check-checksums')
  assert.equal(same.exitCode, 0, same.printed)
  assert.match(same.results.get('in.txt')?.toString() ?? '', /^3 same, 0 differ, 0 missing, 0 not in the list\n\nsame /)
})

test('check-checksums: a file that was changed on its way is no success, and is named', async () => {
  using run = new RecipeRun(files)
  const made = await run.run('checksums')
  run.write('list.sha256', made.results.get('in.sha256') ?? Buffer.alloc(0))
  run.write('a.txt', 'changed')
  run.write('new.txt', 'new')
  const checked = await run.run('check-checksums')
  assert.equal(checked.exitCode, 1)
  assert.match(
    checked.printed,
    /2 same, 1 differs, 0 missing, 1 not in the list\. What differs: a\.txt\. What is not in the list: new\.txt\./,
  )
})

test('checksums of two folders with files of the same names are told apart, for sha256sum and check-checksums too', async () => {
  using run = new RecipeRun({ 'one/a.txt': 'first', 'two/a.txt': 'second', 'two/only.txt': 'third' })
  const made = await run.run('checksums', { only: ['one', 'two'] })
  assert.equal(made.exitCode, 0, made.printed)
  const [list = Buffer.alloc(0), ...others] = made.results.values()
  assert.equal(others.length, 0)
  execFileSync('sha256sum', ['--check', '--strict', '--quiet'], { cwd: '/', input: list })
  run.write('lists/all.sha256', list)
  const only = ['one', 'two', 'lists']
  const same = await run.run('check-checksums', { only })
  assert.equal(same.exitCode, 0, same.printed)
  run.write('two/a.txt', 'changed')
  const changed = await run.run('check-checksums', { only })
  assert.equal(changed.exitCode, 1)
  assert.match(changed.printed, /2 same, 1 differs, 0 missing/)
})
