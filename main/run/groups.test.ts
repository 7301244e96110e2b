import assert from 'node:assert/strict'
import { basename, dirname } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'

test('files of a group whose result cannot be named fail, each with the reason, and other groups are made', async () => {
  await using place = await openPlace({ 'ok/a.txt': '1', [`${'long'.repeat(40)}/b.txt`]: '2' })
  const name = 'name: "{stem} {stem}"'
  const { lines } = await place.run(`name: lists\nsteps:\n  - file.checksums: { group: folder }\noutput: { ${name} }\n`)
  const told = lines.map(({ path, state, code }) => [path.split('/').at(-1), code ?? state])
  assert.deepEqual(Object.fromEntries(told), { 'a.txt': 'done', 'b.txt': 'name-too-long' })
  assert.deepEqual(
    Object.keys(place.tree()).filter((path) => path.startsWith('out/')),
    ['out/ok ok.sha256'],
  )
})

test('the folder that files and groups lie in has a name, also where it is the one that was given', async () => {
  await using place = await openPlace({ 'a.txt': '1', 'sub/b.txt': '2' })
  const made = async (recipe: string): Promise<string[]> =>
    (await place.run(recipe)).lines.flatMap(({ outputs }) =>
      outputs.map(({ path }) => path.slice(place.outPath.length)),
    )
  const output = 'output: { folder: "{out}/{parent}", name: "{stem}" }\n'
  assert.deepEqual(await made(`name: files\n${output}`), ['/in/a.txt', '/sub/b.txt'])
  const parent = basename(dirname(place.inPath))
  const lists = await made(`name: lists\nsteps:\n  - file.checksums: { group: folder }\n${output}`)
  assert.deepEqual(lists, [`/${parent}/in.sha256`, '/in/sub.sha256'])
})
