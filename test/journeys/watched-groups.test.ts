import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'

for (const failed of ['leave-out', 'fail'])
  test(`a file that is taken away while its group waits for more leaves the others to it, with failed: ${failed}`, async () => {
    await using place = await WatchPlace.open({ 'a.txt': '1', 'b.txt': '2', 'c.txt': '3' })
    const text = `name: Lists\nsteps:\n  - file.checksums: { failed: ${failed} }\noutput: { name: all }\n`
    const gather = { count: 4, bytes: null, quietMs: 3_600_000 }
    const { id } = await place.watch({ recipe: place.recipe('lists', text), gather })
    await place.untilState(id, ({ today: { counts } }) => counts.waiting === 3)
    rmSync(place.path('in', 'b.txt'))
    place.write('in', { 'd.txt': '4' })
    await place.untilOut(id, ['all.sha256'])
    const lines = await place.report(id)
    const states = lines.map(({ path, state }) => [path.split('/').at(-1), state])
    assert.deepEqual(Object.fromEntries(states), {
      'a.txt': 'done',
      'b.txt': 'skipped',
      'c.txt': 'done',
      'd.txt': 'done',
    })
  })
