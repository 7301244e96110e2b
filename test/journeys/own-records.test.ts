import assert from 'node:assert/strict'
import { readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { temporaryFolder, writeTree } from '../fixtures/files.ts'

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
