import assert from 'node:assert/strict'
import { readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { zipOf } from '../fixtures/documents.ts'
import { temporaryFolder, writeTree } from '../fixtures/files.ts'
import { openHost } from '../../main/host.ts'

const homeOf = ({ inPath }: Place): string => dirname(inPath)

test('a run over a folder that holds Millrace’s own records leaves those alone, by whatever way it comes', async () => {
  await using place = await openPlace({ 'a.txt': 'a' })
  symlinkSync(homeOf(place), join(homeOf(place), 'alias'))
  const before = readdirSync(join(homeOf(place), 'state')).filter((name) => !name.endsWith('-wal'))
  const ran = await place.run('name: take\noriginals: vault\n', { sources: [join(homeOf(place), 'alias')] })
  assert.deepEqual(
    ran.lines.filter(({ path }) => path.includes('/state/')),
    [],
  )
  const after = readdirSync(join(homeOf(place), 'state'))
  assert.deepEqual(
    before.filter((name) => !after.includes(name)),
    [],
  )
  const named = await place.run('name: take\n', { sources: [join(homeOf(place), 'state')] })
  assert.deepEqual([named.batch.counts.failed, named.batch.counts.total], [1, 1])
})

test('no template leads results among Millrace’s own records', async () => {
  await using place = await openPlace({})
  using elsewhere = temporaryFolder()
  writeTree(elsewhere.path, { 'settings.json': '{}' })
  const recipe = 'name: sneak\noutput: { folder: "{out}/state", name: "settings" }\n'
  const { lines } = await place.run(recipe, {
    sources: [elsewhere.path],
    out: homeOf(place),
  })
  assert.deepEqual(
    lines.map(({ state }) => state),
    ['failed'],
  )
  assert.ok(!readdirSync(join(homeOf(place), 'state')).includes('settings.json'))
})

test('neither a path in an archive, nor a link, nor both lead results there', async () => {
  const files = { 'state/settings.json': '{}', 'link/settings.json': '{}', 'fine.txt': 'f' }
  await using place = await openPlace({ 'a.zip': await zipOf(files) })
  symlinkSync(join(homeOf(place), 'state'), join(homeOf(place), 'link'))
  const unpack = 'name: unpack\nsteps: [archive.unpack: ]\noutput: { folder: "{out}" }\n'
  const { lines } = await place.run(unpack, { out: homeOf(place), conflict: 'replace' })
  assert.deepEqual(
    lines.map(({ state, code }) => [state, code]),
    [['failed', 'not-permitted']],
  )
  for (const recipe of [
    'name: copy\n',
    'name: lf\nsteps: [file.text: { line-endings: lf }]\n',
    'name: mv\noriginals: { move: "{out}/link" }\n',
  ]) {
    using elsewhere = temporaryFolder()
    writeTree(elsewhere.path, { 'settings.json': '{}' })
    const { lines: told } = await place.run(`${recipe}output: { folder: "{out}/link" }\n`, {
      sources: [elsewhere.path],
      out: homeOf(place),
    })
    assert.deepEqual(
      told.map(({ state, code }) => [state, code]),
      [['failed', 'not-permitted']],
      recipe,
    )
    assert.deepEqual(readdirSync(elsewhere.path), ['settings.json'])
  }
  const records = readdirSync(join(homeOf(place), 'state'))
  assert.deepEqual(
    records.filter((name) => name === 'settings.json' || name.startsWith('.mr-')),
    [],
  )
})

test('a state folder is known by whatever name it is called', async () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'real/state/x': '', 'elsewhere/settings.json': '{}' })
  symlinkSync(join(folder.path, 'real'), join(folder.path, 'alias'))
  await using host = await openHost({ stateFolder: join(folder.path, 'alias/state') })
  const signal = AbortSignal.timeout(60_000)
  const text = 'millrace: 1\noutput: { folder: "{out}/state" }\n'
  const { recipe } = await host.client.ask('recipe.save', { recipe: null, text, was: null }, { signal })
  const events = host.client.events({ signal })
  const out = join(folder.path, 'real')
  const sources = [join(folder.path, 'elsewhere')]
  await host.client.ask('batch.start', { recipe: recipe.name, sources, out, waitMs: 0 }, { signal })
  for await (const event of events)
    if (event.type === 'finished') {
      assert.deepEqual([event.batch.counts.failed, event.batch.counts.done], [1, 0])
      break
    }
  assert.ok(!readdirSync(join(folder.path, 'real/state')).includes('settings.json'))
})
