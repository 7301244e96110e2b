import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const tidy =
  'name: tidy\noutput: { folder: "{out}/{path}", name: "{stem|slug}" }\noriginals: { move: "{out}/{path}" }\n'
const byKind = 'name: by kind\noutput: { folder: "{out}/{kind}", name: "one" }\noriginals: { move: "{out}/{kind}" }\n'

const modes = ['number', 'skip', 'skip-identical', 'replace', 'newer', 'fail'] as const

for (const conflict of modes)
  test(`a file that would be moved to where it is stays there, and a plan says so, with ${conflict}`, async () => {
    await using place = await openPlace({ 'a-b.txt': 'tidy', 'A b.txt': 'untidy', 'sub/c.txt': 'in a folder' })
    const planned = await states(place, { recipe: tidy, conflict })
    const ran = await place.run(tidy, { conflict, out: place.inPath })
    const tree = place.tree()
    assert.deepEqual([tree['in/a-b.txt'], tree['in/sub/c.txt']], ['tidy', 'in a folder'])
    assert.equal(tree['in/a-b 2.txt'] ?? tree['in/A b.txt'], 'untidy')
    for (const name of ['a-b.txt', 'c.txt']) assert.deepEqual([ran.states[name], planned[name]], ['skipped', 'skip'])
    const codes = ran.lines.filter(({ path }) => !path.endsWith('A b.txt')).map(({ code }) => code)
    assert.deepEqual(codes, ['in-place', 'in-place'])
    assert.equal(planned['A b.txt'] === 'run', ran.states['A b.txt'] === 'done')
  })

for (const conflict of ['number', 'skip-identical'] as const)
  test(`files that were sorted where they are keep their numbers when they are sorted once more, with ${conflict}`, async () => {
    await using place = await openPlace({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' })
    await place.run(byKind, { conflict, out: place.inPath })
    const sorted = place.tree()
    const recipe = `${byKind}keep: []\n`
    const planned = await states(place, { recipe, conflict })
    const ran = await place.run(recipe, { conflict, out: place.inPath })
    assert.deepEqual(place.tree(), sorted)
    assert.deepEqual(ran.states, { 'one.txt': 'skipped', 'one 2.txt': 'skipped', 'one 3.txt': 'skipped' })
    if (conflict === 'number')
      assert.deepEqual(planned, { 'one.txt': 'skip', 'one 2.txt': 'skip', 'one 3.txt': 'skip' })
  })

for (const conflict of modes)
  test(`a file stays where it is although its folder is reached by a link, and a plan says so, with ${conflict}`, async () => {
    await using place = await openPlace({ 'a-b.txt': 'tidy', 'A b.txt': 'untidy', 'sub/c.txt': 'in a folder' })
    const out = linkTo(place.inPath)
    const planned = await states(place, { recipe: tidy, conflict, out })
    const ran = await place.run(tidy, { conflict, out })
    const tree = place.tree()
    assert.deepEqual([tree['in/a-b.txt'], tree['in/sub/c.txt']], ['tidy', 'in a folder'])
    assert.equal(tree['in/a-b 2.txt'] ?? tree['in/A b.txt'], 'untidy')
    for (const name of ['a-b.txt', 'c.txt']) assert.deepEqual([ran.states[name], planned[name]], ['skipped', 'skip'])
    assert.equal(planned['A b.txt'] === 'run', ran.states['A b.txt'] === 'done')
  })

test('files keep their numbers, and what travels with them its name, although their folder is reached by a link', async () => {
  await using place = await openPlace({ 'a.txt': 'a', 'b.txt': 'b', 'c.jpg': 'c', 'c.xmp': 'of c' })
  const recipe = `${byKind}companions: known\n`
  await place.run(recipe, { out: place.inPath })
  const sorted = place.tree()
  const [again, out] = [`${recipe}keep: []\n`, linkTo(place.inPath)]
  const planned = await states(place, { recipe: again, conflict: 'number', out })
  const ran = await place.run(again, { out })
  assert.deepEqual(place.tree(), sorted)
  assert.deepEqual(new Set(Object.values(planned)), new Set(['skip']))
  assert.deepEqual(new Set(Object.values(ran.states)), new Set(['skipped']))
})

test('a file whose name has a number gets its name without one where nobody has that', async () => {
  const recipe =
    'name: bare\noutput: { folder: "{out}", name: "{stem|replace: \\\\d+$:}" }\noriginals: { move: "{out}" }\n'
  await using place = await openPlace({ 'photo 2.txt': '2' })
  await place.run(recipe, { out: place.inPath })
  assert.deepEqual(place.tree(), { 'in/photo.txt': '2' })
})

function linkTo(folder: string): string {
  const link = join(dirname(folder), 'linked')
  symlinkSync(folder, link)
  return link
}

interface Planned {
  recipe: string
  conflict: (typeof modes)[number]
  out?: string
}

/** What a plan says becomes of each file of the place, by its name. */
async function states(place: Place, { recipe: text, conflict, out = place.inPath }: Planned) {
  place.write({ 'planned.yaml': `millrace: 1\n${text}` })
  const recipe = join(dirname(place.inPath), 'planned.yaml')
  const question = { recipe, conflict, sources: [place.inPath], out, limit: 100 }
  const { files } = await place.host.client.ask('batch.plan', question, { signal: AbortSignal.timeout(60_000) })
  return Object.fromEntries(files.map(({ path, state }) => [basename(path), state]))
}
