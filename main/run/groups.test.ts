import assert from 'node:assert/strict'
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
