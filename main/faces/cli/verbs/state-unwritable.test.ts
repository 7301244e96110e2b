import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../../test/fixtures/files.ts'
import { packageRoot } from '../../../package-root.ts'
import { runCommandLine } from '../command-line.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { engineDoors } from '../world.ts'

/** The system makes nothing there, whoever asks. */
const unwritable = '/proc/self/millrace'
const copy = join(packageRoot, 'recipes', 'copy.millrace.yaml')
const skip = process.platform !== 'linux'

/** The real engine. */
async function said(words: string[], { cwd, state = unwritable }: { cwd: string; state?: string }) {
  const world = fakeWorld({ cwd, doors: engineDoors, env: { MILLRACE_HOME: state } })
  const exitCode = await runCommandLine(words, world)
  return { exitCode, lines: world.stdout.lines, stderr: world.stderr.text }
}

test('recipes and steps are told, and recipes checked, where no state can be written', { skip }, async () => {
  for (const words of [['recipes'], ['steps'], ['recipes', 'copy'], ['recipes', 'export', 'copy'], ['check', copy]]) {
    const { exitCode, lines, stderr } = await said(words, { cwd: packageRoot })
    assert.deepEqual([exitCode, stderr], [0, ''], words.join(' '))
    assert.notEqual(lines.length, 0)
  }
})

test('a plan is made where no state can be written, and says that it knows of no run and none would start; a run says what is wrong', {
  skip,
}, async () => {
  using folder = temporaryFolder()
  const cwd = folder.path
  writeFileSync(join(cwd, 'a.txt'), 'a')
  const what = ['--recipe', 'copy', '--out', 'out', 'a.txt']
  const planned = await said(['plan', ...what], { cwd })
  assert.equal(planned.exitCode, 3, planned.stderr)
  assert.equal(planned.lines[1], `  ${join(cwd, 'a.txt')} to ${join(cwd, 'out', 'a.txt')}`)
  assert.match(planned.stderr, /^The state folder .+ cannot be used\. .+ no run can start\. Set MILLRACE_HOME to .+\n$/)
  const run = await said(['run', ...what], { cwd })
  assert.equal(run.exitCode, 3)
  assert.match(run.stderr, /\(state-unusable\)/)
})

test('own recipes that cannot be looked at are said to be missing in the list', async () => {
  using folder = temporaryFolder()
  const state = join(folder.path, 'state')
  mkdirSync(state)
  writeFileSync(join(state, 'recipes'), 'no folder')
  const { exitCode, lines, stderr } = await said(['recipes'], { cwd: folder.path, state })
  assert.equal(exitCode, 0)
  assert.ok(lines.some((line) => line.startsWith('copy ')))
  assert.match(stderr, /^Your own recipes are not listed\. .+recipes exists already\. It is not a folder\.\n$/)
})

test('a recipe that may be among own ones that cannot be looked at is not said to be unknown, nor is one kept beside them', async () => {
  using folder = temporaryFolder()
  const state = join(folder.path, 'state')
  mkdirSync(state)
  writeFileSync(join(state, 'recipes'), 'no folder')
  for (const words of [
    ['run', '--recipe', 'mine', '--out', 'out', copy],
    ['recipes', 'import', copy],
  ]) {
    const { exitCode, stderr } = await said(words, { cwd: folder.path, state })
    assert.deepEqual(
      [exitCode, stderr.split('\n')[0]],
      [2, `${join(state, 'recipes')} exists already. It is not a folder.`],
    )
  }
})

test('settings that cannot be used are told once, and nothing is made up of what cannot be read without them', async () => {
  using folder = temporaryFolder()
  const state = join(folder.path, 'state')
  mkdirSync(state)
  writeFileSync(join(state, 'settings.json'), '{')
  const { exitCode, lines } = await said(['doctor'], { cwd: folder.path, state })
  assert.equal(exitCode, 3)
  assert.ok(lines.includes('Vault         not known'))
  assert.equal(lines.filter((line) => line.includes('(settings-wrong)')).length, 1)
})
