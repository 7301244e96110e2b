import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtempDisposable, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { absolutePath, lastArguments, recipeArgument, usualForm } from './arguments.ts'
import { parseDuration } from './duration.ts'

/** With the drive before it on Windows. */
const here = (path: string): string => resolve(path)

test('paths become absolute against the current folder, and stay as they are otherwise', () => {
  assert.deepEqual(
    ['a', './a//b/', '../a', '../../..', '/x/./y', '.', 'a\udcff', '.hidden', '...'].map((path) =>
      absolutePath(path, '/w/d'),
    ),
    ['/w/d/a', '/w/d/a/b', '/w/a', '/', '/x/y', '/w/d', '/w/d/a\udcff', '/w/d/.hidden', '/w/d/...'].map(here),
  )
})

test('what Windows writes before a long path is no part of it', () => {
  const paths = ['\\\\?\\C:\\a\\b', '\\\\?\\unc\\server\\share\\a', 'C:\\a', '\\\\server\\share', '\\\\.\\pipe\\a']
  assert.deepEqual(paths.map(usualForm), ['C:\\a\\b', '\\\\server\\share\\a', ...paths.slice(2)])
})

test('`..` behind a link leads where the link leads', {
  skip: process.platform === 'win32' && 'there it never does',
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-cli-'))
  await mkdir(join(folder.path, 'far/away'), { recursive: true })
  await symlink('far/away', join(folder.path, 'link'))
  assert.equal(absolutePath('link/../x', folder.path), join(folder.path, 'far/x'))
  assert.equal(absolutePath('link/x', folder.path), join(folder.path, 'link/x'))
  assert.equal(absolutePath('gone/../x', folder.path), join(folder.path, 'x'))
})

test('a recipe is a name, unless it looks like a file', () => {
  assert.deepEqual(
    ['copy', 'web-ready-images', 'r.yaml', 'r.YML', './r', '/r.json'].map((recipe) => recipeArgument(recipe, '/w')),
    ['copy', 'web-ready-images', ...['/w/r.yaml', '/w/r.YML', '/w/r', '/r.json'].map(here)],
  )
})

test('durations are read in the usual spellings and in no others', () => {
  assert.deepEqual(['0', '90s', '10m', '10min', '2h30m', '1.5h', '250ms', '1d', 'forever'].map(parseDuration), [
    0,
    90_000,
    600_000,
    600_000,
    9_000_000,
    5_400_000,
    250,
    86_400_000,
    null,
  ])
  assert.equal(parseDuration('0.6ms'), 1)
  assert.deepEqual(
    ['', '10', 's', '-1s', '1 s', '10x', 'm10', '1e3s'].map(parseDuration),
    Array.from({ length: 8 }, () => undefined),
  )
})

test('names that are not Unicode keep their bytes', () => {
  const line = Buffer.concat([Buffer.from('node\0cli.ts\0run\0a'), Buffer.from([0xff]), Buffer.from('b\0\0é\0')])
  assert.deepEqual(lastArguments(line, 4), ['run', 'a\udcffb', '', 'é'])
  assert.deepEqual(lastArguments(line.subarray(0, -1), 2), ['', 'é'])
})

test('a process gets the bytes it was called with', { skip: process.platform !== 'linux' }, () => {
  const url = new URL('./arguments.ts', import.meta.url).href
  const program = `import { processArguments } from '${url}'; console.log(JSON.stringify(processArguments()))`
  const called = (option: string): string => {
    const shell = `exec '${process.execPath}' ${option} --input-type=module-typescript -e "$1" -- run "$(printf 'a\\377b')"`
    const { stdout, stderr } = spawnSync('bash', ['-c', shell, 'bash', program], { encoding: 'utf8' })
    assert.ok(stdout, stderr)
    return JSON.parse(stdout).at(-1)
  }
  assert.equal(called(''), 'a\udcffb')
  // The title has taken their place.
  assert.equal(called('--title=millrace'), 'a\ufffdb')
})

test('an empty path, as of a variable without a value, names nothing', () => {
  assert.throws(() => absolutePath('', '/w'), { code: 'usage-wrong' })
})
