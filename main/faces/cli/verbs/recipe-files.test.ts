import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../../test/fixtures/files.ts'
import { runCommandLine } from '../command-line.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { engineDoors } from '../world.ts'

const asking = `millrace: 1
name: Invoice intake
steps:
  - image.watermark: { picture: /home/x/mark.png }
  - secret.encrypt: { secret: mail }
`

/** The real engine, in folders of its own. */
function place() {
  const folder = temporaryFolder()
  writeFileSync(join(folder.path, 'given.yaml'), asking)
  const said = async (words: string[], ask: ((question: string) => Promise<boolean>) | null = null) => {
    const env = { MILLRACE_HOME: join(folder.path, 'state') }
    const world = { ...fakeWorld({ cwd: folder.path, doors: engineDoors, env }), ask }
    const exitCode = await runCommandLine(words[0] === 'check' ? words : ['recipes', ...words], world)
    return { exitCode, lines: world.stdout.lines, stderr: world.stderr.text }
  }
  return { path: folder.path, said, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

test('what an imported recipe names of this computer is asked about one by one, and what is refused is off', async () => {
  using at = place()
  const asked: string[] = []
  const { exitCode, lines } = await at.said(['import', 'given.yaml'], (question) => {
    asked.push(question)
    return Promise.resolve(question.includes('mail'))
  })
  assert.equal(exitCode, 0)
  assert.deepEqual(asked, [
    'Its step image.watermark wants to use the path: /home/x/mark.png. Allow it?',
    'Its step secret.encrypt wants to use the secret: mail. Allow it?',
  ])
  assert.deepEqual(lines, [
    'imported: invoice-intake (Invoice intake)',
    'off: image.watermark, which asks for /home/x/mark.png',
    'It does not run until that is allowed: `--allow --replace`, or turn the step on.',
  ])
})

test('where nobody is there to ask, nothing is allowed unless the command says so', async () => {
  using at = place()
  const silent = await at.said(['import', 'given.yaml'])
  assert.match(silent.stderr, /wants to use the path: \/home\/x\/mark.png/)
  assert.equal(silent.lines.length, 4)
  assert.deepEqual((await at.said(['import', 'given.yaml', '--allow', '--replace'])).lines, [
    'imported: invoice-intake (Invoice intake)',
  ])
})

test('of a file with many mistakes the first are named, of one that is no recipe only that', async () => {
  using at = place()
  const fields = Array.from({ length: 40 }, (_, n) => `field${n}: x\n`).join('')
  writeFileSync(join(at.path, 'many.yaml'), `millrace: 1\n${fields}`)
  writeFileSync(join(at.path, 'none.yaml'), fields)
  const many = (await at.said(['import', 'many.yaml'])).stderr.trim().split('\n')
  assert.deepEqual(
    [many.length, many[0], many.at(-1)],
    [7, 'many.yaml was not imported: it has 40 mistakes.', 'And 35 more: `millrace check` names all of them.'],
  )
  assert.match(many[1] ?? '', /^many.yaml:2:1: There is no `field0` here/)
  const none = await at.said(['import', 'none.yaml'])
  assert.match(none.stderr, /^none.yaml was not imported: it has 1 mistake.\nnone.yaml:1:1: A recipe begins with .*\n$/)
  assert.equal(none.exitCode, 2)
})

test('a recipe comes out as it went in, and replaces no file', async () => {
  using at = place()
  await at.said(['import', 'given.yaml', '--allow'])
  assert.equal((await at.said(['export', 'invoice-intake', 'out.yaml'])).exitCode, 0)
  assert.equal(readFileSync(join(at.path, 'out.yaml'), 'utf8'), asking)
  const again = await at.said(['export', 'invoice-intake', 'out.yaml'])
  assert.notEqual(again.exitCode, 0)
  assert.match(again.stderr, /out\.yaml/)
  assert.deepEqual((await at.said(['export', 'invoice-intake', '.'])).exitCode, 0)
  assert.ok(existsSync(join(at.path, 'invoice-intake.millrace.yaml')))
})

test('a folder to export to that is not there is no name for a file', async () => {
  using at = place()
  const { exitCode, stderr } = await at.said(['export', 'copy', 'new-folder/'])
  assert.equal(exitCode, 2)
  assert.match(stderr, /new-folder\/: There is no such folder: make it first, or name a file\./)
  const inside = await at.said(['export', 'copy', 'new-folder/copy.yaml'])
  assert.equal(inside.exitCode, 2)
  assert.match(inside.stderr, /new-folder: There is no such folder: make it first, or name another\./)
  assert.ok(!existsSync(join(at.path, 'new-folder')))
})

test('a pipe is not waited for, and what is too large is not read, when a recipe is checked or imported', async () => {
  using at = place()
  truncateSync(join(at.path, 'given.yaml'), 3 * 1024 ** 3)
  const { status } = spawnSync('mkfifo', [join(at.path, 'pipe.yaml')])
  for (const verb of ['import', 'check'] as const) {
    const { exitCode, stderr } = await at.said([verb, 'given.yaml'])
    assert.match(stderr, /at most 64 KiB of text/)
    assert.equal(exitCode, 2, verb)
    if (status === 0) assert.match((await at.said([verb, 'pipe.yaml'])).stderr, /\(recipe-no-file\)/)
  }
})

test('import and export without a name say what is missing', async () => {
  using at = place()
  assert.match((await at.said(['import'])).stderr, /recipes import: Say which file\./)
  assert.match((await at.said(['export'])).stderr, /recipes export: Say which recipe\./)
})

test('a file that is no recipe is refused with its lines', async () => {
  using at = place()
  writeFileSync(join(at.path, 'bad.yaml'), 'millrace: 1\nnmae: x\n')
  const { exitCode, stderr } = await at.said(['import', 'bad.yaml'])
  assert.equal(exitCode, 2)
  assert.match(stderr, /bad\.yaml:2:1: .*`name`/)
})
