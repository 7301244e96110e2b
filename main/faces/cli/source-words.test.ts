import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runCommandLine } from './command-line.ts'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine } from './testing/scripted-engine.ts'

const plan = ['plan', '--recipe', 'copy', '--out', '/out']

async function sourcesAsked(words: string[], input = Buffer.from(''), cwd = '/work') {
  const engine = new ScriptedEngine()
  const world = { ...fakeWorld({ cwd, doors: doorsTo(engine) }), readInput: async () => input }
  const exitCode = await runCommandLine([...plan, ...words], world)
  return { exitCode, sources: (engine.asked[0]?.input as { sources: string[] } | undefined)?.sources }
}

test('a list names what is to be processed, a path a line, beside what is named in words', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-list-'))
  await writeFile(join(folder.path, 'list'), 'a.txt\n\n/b c.txt')
  const { sources } = await sourcesAsked(['--files-from', 'list', 'x'], undefined, folder.path)
  assert.deepEqual(sources, [join(folder.path, 'x'), join(folder.path, 'a.txt'), '/b c.txt'])
})

test('a list from the input that ends each path with a zero byte keeps the bytes of names', async () => {
  const { sources } = await sourcesAsked(['-0', '--files-from', '-'], Buffer.from('/a\nb\0/c\xff\0', 'latin1'))
  assert.deepEqual(sources, ['/a\nb', '/c\udcff'])
})

test('a list that a program of Windows wrote names the same files', async () => {
  const { sources } = await sourcesAsked(['--files-from', '-'], Buffer.from('\ufeffa.txt\r\n\r\n/b c.txt\r\n'))
  assert.deepEqual(sources, ['/work/a.txt', '/b c.txt'])
  const unended = await sourcesAsked(['--files-from', '-'], Buffer.from('/a\r\n/b'))
  assert.deepEqual(unended.sources, ['/a', '/b'], 'without an end of its last line')
})

test('names that end with a carriage return keep it where such a file is there, or other lines have none', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-list-'))
  const icon = join(folder.path, 'Icon\r')
  await writeFile(icon, '')
  assert.deepEqual((await sourcesAsked(['--files-from', '-'], Buffer.from(`${icon}\n`))).sources, [icon])
  assert.deepEqual((await sourcesAsked(['--files-from', '-'], Buffer.from('/a\r\n/b\n'))).sources, ['/a\r', '/b'])
})

test('a list that ends its names otherwise than it was said is named, and nothing begins', async () => {
  for (const list of [Buffer.from('/a\0/b\0'), Buffer.from('\ufeff/a\n', 'utf16le')])
    assert.deepEqual(await sourcesAsked(['--files-from', '-'], list), { exitCode: 2, sources: undefined })
})

test('where nothing is named, or the list is empty or not there, nothing begins', async () => {
  for (const words of [[], ['--files-from', '-'], ['--files-from', '/nowhere/list'], ['-0', '/a']])
    assert.deepEqual(await sourcesAsked(words), { exitCode: 2, sources: undefined })
})
