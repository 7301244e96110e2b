import assert from 'node:assert/strict'
import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { readHouse } from './read-house.ts'
import { violationsOf } from './rules.ts'

/** What the rules say about a house of these files. */
function judge(files: Record<string, string>): string[] {
  using root = mkdtempDisposableSync(join(tmpdir(), 'house-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root.path, path)), { recursive: true })
    writeFileSync(join(root.path, path), text)
  }
  return violationsOf(readHouse(root.path))
}

/** What is said about one file of one line or more, without its path. */
function judgeOne(path: string, text: string): string[] {
  return judge({ [path]: text }).map((line) => line.replace(path, '').trim())
}

test('what keeps to the rules is not mentioned', () => {
  assert.deepEqual(
    judge({
      'contract/job.ts': `import { z } from 'zod'\nexport const job = z.string()\n`,
      'main/io/copy.ts': `import { writeFileSync } from 'node:fs'\nimport { job } from '../../contract/job.ts'\nwriteFileSync('a', String(job))\n`,
      'main/run/river.ts': `import { copy } from '../io/copy.ts'\nimport './job.ts'\nimport { readFileSync } from 'node:fs'\nreadFileSync(copy)\n`,
      'main/run/river.test.ts': `import { thing } from '../faces/cli/cli.ts'\nthing()\n`,
      'workers/steps/image/resize.ts': `export default { run: () => import('sharp') }\n`,
    }),
    [],
  )
})

test('an import against the arrows is named with its line, in each of its forms', () => {
  const said = 'imports main/faces/cli/print.ts, but main/run may not know it'
  const forms = [
    `import { print } from '../faces/cli/print.ts'`,
    `import type { Print } from '../faces/cli/print.ts'`,
    `import '../faces/cli/print.ts'`,
    `export const a = 1; export * from '../faces/cli/print.ts'`,
    `export const a = 1; export { print } from '../faces/cli/print.ts'`,
    `export const load = () => import('../faces/cli/print.ts')`,
    `export type Print = import('../faces/cli/print.ts').Print`,
  ]
  for (const form of forms) assert.deepEqual(judgeOne('main/run/river.ts', `\n${form}\n`), [`:2 ${said}`], form)
})

test('workers and contract know nothing of main', () => {
  assert.deepEqual(judgeOne('workers/run-task.ts', `import '../main/io/copy.ts'`), [
    ':1 imports main/io/copy.ts, but workers may not know it',
  ])
  assert.deepEqual(judgeOne('contract/job.ts', `import '../workers/task.ts'`), [
    ':1 imports workers/task.ts, but contract may not know it',
  ])
})

test('stages beside each other do not know each other', () => {
  assert.equal(judgeOne('main/io/copy.ts', `import '../journal/journal.ts'`).length, 1)
  assert.equal(judgeOne('main/plan/course.ts', `import '../io/copy.ts'`).length, 1)
  assert.equal(judgeOne('main/async/semaphore.ts', `import '../run/river.ts'`).length, 1)
})

test('contract imports nothing of Node and only its two packages', () => {
  assert.deepEqual(judgeOne('contract/recipe.ts', `import 'node:fs'\nimport 'commander'\nimport 'yaml'`), [
    ':1 imports node:fs, but contract may import zod and yaml only',
    ':2 imports commander, but only one face has arguments',
  ])
})

test('the screens import nothing of Node, of main, or beyond their few packages', () => {
  assert.deepEqual(judgeOne('renderer/app/app.tsx', `import 'node:fs'\nimport 'lodash'\nimport '../../main/host.ts'`), [
    ':1 imports node:fs, but renderer may import react, react-dom, react-aria-components, i18next, react-i18next, uplot and mime only',
    ':2 imports lodash, but renderer may import react, react-dom, react-aria-components, i18next, react-i18next, uplot and mime only',
    ':3 imports main/host.ts, but renderer may not know it',
  ])
})

test('a risky package has one home', () => {
  const outside = {
    piscina: 'main/run/engine.ts',
    chokidar: 'main/intake/settle.ts',
    electron: 'main/host.ts',
    sharp: 'main/run/river.ts',
    'node:child_process': 'main/run/river.ts',
    'node:sqlite': 'main/run/river.ts',
    'node:worker_threads': 'main/plan/course.ts',
  }
  for (const [name, path] of Object.entries(outside)) {
    assert.equal(judgeOne(path, `import '${name}'`).length, 1, name)
    assert.equal(judgeOne(path, `await import('${name}')`).length, 1, name)
    assert.deepEqual(judgeOne(path, `import type { A } from '${name}'`), [], name)
  }
  assert.deepEqual(judgeOne('main/intake/watch-folder.ts', `import 'chokidar'`), [])
})

test('a module whose name is computed is not let through', () => {
  assert.deepEqual(judgeOne('main/run/river.ts', 'const n = 1\nawait import(`./${n}.ts`)'), [
    ':2 imports something computed: name the module',
  ])
})

test('calls that change files stand in io alone, however they are imported', () => {
  const said = (call: string) => [`:2 calls ${call}, but only main/io changes files`]
  const forms: [string, string][] = [
    [`import { rmSync } from 'node:fs'\nrmSync('a')`, 'rmSync'],
    [`import { rm as gone } from 'node:fs/promises'\ngone('a')`, 'rm'],
    [`import * as fs from 'node:fs'\nfs.renameSync('a', 'b')`, 'renameSync'],
    [`import fs from 'node:fs'\nfs.promises.writeFile('a', '')`, 'writeFile'],
    [`import { promises } from 'fs'\npromises.unlink('a')`, 'unlink'],
    [`import { open } from 'node:fs/promises'\nopen('a', 'w')`, 'open'],
    [`import { openSync } from 'node:fs'\nopenSync('a', flags)`, 'openSync'],
  ]
  for (const [text, call] of forms) assert.deepEqual(judgeOne('main/run/river.ts', text), said(call), text)
})

test('calls that read are free', () => {
  const reading = `import * as fs from 'node:fs'\nfs.readFileSync('a'); fs.openSync('a'); fs.openSync('a', 'r'); fs.statSync('a'); a.write('b')`
  assert.deepEqual(judgeOne('main/run/river.ts', reading), [])
})

test('what is for tests is imported by tests only', () => {
  assert.equal(judgeOne('main/run/river.ts', `import './testing/fake-clock.ts'`).length, 1)
  assert.equal(judgeOne('main/run/river.ts', `import './river.test.ts'`).length, 1)
})

test('long files and long functions are named', () => {
  const longFunction = `export function f() {\n${'  f()\n'.repeat(49)}}\n`
  assert.deepEqual(judgeOne('main/run/river.ts', longFunction), [':1 is a function of 51 lines'])
  assert.deepEqual(judgeOne('main/run/river.ts', 'f()\n'.repeat(251)), ['has 251 lines, more than 250'])
  assert.deepEqual(judgeOne('main/run/river.test.ts', 'f()\n'.repeat(400)), [])
})

test('names are in kebab-case and say something', () => {
  assert.deepEqual(judgeOne('main/run/theRiver.ts', ''), [': theRiver.ts is not in kebab-case'])
  assert.deepEqual(judgeOne('main/run/utils.ts', ''), [': utils.ts says nothing about what is inside'])
  assert.equal(judgeOne('main/io/helpers/copy.ts', '').length, 1)
})

test('barrels and default exports are refused', () => {
  assert.deepEqual(judgeOne('main/io/all.ts', `export * from './copy.ts'\nexport { a } from './seal.ts'`), [
    'only passes on what others export',
  ])
  assert.deepEqual(judgeOne('main/io/copy.ts', 'export default 1'), ['has a default export'])
})

test('a file in no known folder is named', () => {
  assert.deepEqual(judgeOne('extra/thing.ts', ''), ['lies in no room of the house'])
})

test('a file that cannot be parsed is not passed over', () => {
  assert.throws(() => judge({ 'main/io/copy.ts': 'export const = 1' }), /main\/io\/copy\.ts/)
})

test('what Electron’s guide says to leave out is named, in each of its forms', () => {
  const popover = 'main/faces/desktop/window/popover.ts'
  assert.deepEqual(judgeOne(popover, `new BrowserWindow({ webPreferences: { sandbox: false } })`), [
    ':1 uses new BrowserWindow, but every window is made in one place',
    ':1 uses webPreferences, but every window is made in one place',
    ':1 uses sandbox, but every window is made in one place',
  ])
  assert.deepEqual(judgeOne(popover, `window.webContents.executeJavaScript('1')`), [
    ':1 uses executeJavaScript, but no page of ours needs it, and any page could use it',
  ])
  assert.equal(judgeOne('main/faces/desktop/outside/open.ts', `void shell.openExternal(address)`).length, 1)
  assert.equal(judgeOne('main/faces/desktop/window/page-asks.ts', `ipcMain.on('x', () => {})`).length, 1)
  assert.deepEqual(
    judgeOne('main/faces/desktop/window/page-window.ts', `new BrowserWindow({ webPreferences: {} })`),
    [],
  )
})
