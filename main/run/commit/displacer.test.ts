import assert from 'node:assert/strict'
import { linkSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'

const tidying = 'name: tidy\noriginals: { move: "{out}/kept" }\nsteps: [file.text]\n'

test('where an original would be moved to, a further name of it is a name that is taken, and both stay', async () => {
  await using place = await openPlace({ 'a.txt': 'x' })
  const kept = join(place.outPath, 'kept')
  mkdirSync(kept, { recursive: true })
  linkSync(join(place.inPath, 'a.txt'), join(kept, 'a.txt'))
  const { lines, states } = await place.run(tidying, { conflict: 'fail' })
  assert.deepEqual([states, lines[0]?.code], [{ 'a.txt': 'failed' }, 'name-taken'])
  assert.deepEqual(place.tree(), { 'in/a.txt': 'x', 'out/kept/a.txt': 'x' })
})
