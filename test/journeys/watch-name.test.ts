import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'

test('the run of a watched folder keeps the name of that, also when it is watched no more', async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const { id } = await place.watch({ name: 'Scans' })
  await place.untilOut(id, ['a.txt'])
  await place.ask('watch.remove', { watch: id })
  const { batches } = await place.ask('batch.list', {})
  assert.deepEqual(
    batches.map(({ title }) => title),
    ['Scans'],
  )
})
