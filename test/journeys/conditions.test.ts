import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const crlf = 'file.text: { line-endings: crlf }'
const when = (condition: string): string => `name: c\nsteps:\n  - when: { ${condition} }\n    do: [${crlf}]\n`
const files = { 'a.txt': 'x\n', 'b.log': 'yy yy yy yy\n', 'sub/c.txt': 'z\n' }

async function made(recipe: string): Promise<Record<string, string>> {
  await using place = await openPlace(files)
  await place.run(recipe)
  return Object.fromEntries(Object.entries(place.tree()).filter(([path]) => path.startsWith('out/')))
}

test('what is known of a file beforehand chooses its steps; where none is left it is a copy', async () => {
  assert.deepEqual(await made(when('ext: txt')), {
    'out/a.txt': 'x\r\n',
    'out/b.log': 'yy yy yy yy\n',
    'out/sub/c.txt': 'z\r\n',
  })
  assert.deepEqual(await made(when('size: ">10B"')), {
    'out/a.txt': 'x\n',
    'out/b.log': 'yy yy yy yy\r\n',
    'out/sub/c.txt': 'z\n',
  })
  assert.deepEqual(await made(when('path: sub, ext: txt')), {
    'out/a.txt': 'x\n',
    'out/b.log': 'yy yy yy yy\n',
    'out/sub/c.txt': 'z\r\n',
  })
})

test('conditions hold in each output by itself, and before files are gathered', async () => {
  const branches = `name: b\noutputs:\n  - steps:\n      - when: { ext: txt }\n        do: [${crlf}]\n  - { name: "{stem}-plain" }\n`
  const both = await made(branches)
  assert.deepEqual([both['out/a.txt'], both['out/b.log'], both['out/a-plain.txt']], ['x\r\n', 'yy yy yy yy\n', 'x\n'])
  const listed = await made(`${when('ext: log')}  - file.checksums:\n`)
  assert.equal(listed['out/in.sha256']?.trim().split('\n').length, 3)
})
