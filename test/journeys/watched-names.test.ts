import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'

test('a file that failed and comes once more has the name it would have had', async () => {
  await using place = await WatchPlace.open({})
  const text = 'name: Decoded\nsteps:\n  - file.text: { from: utf-8 }\noutput: { name: "{stem}" }\n'
  const { id } = await place.watch({ recipe: place.recipe('decoded', text) })
  const failed = async () => (await place.status(id)).today.counts.failed
  place.write('in', { 'a.txt': Buffer.from('caf\xe9', 'latin1') })
  await place.until(failed, (count) => count === 1)
  place.write('in', { 'a.txt': Buffer.from('caf\xe9s', 'latin1') })
  await place.until(failed, (count) => count === 2)
  place.write('in', { 'a.txt': 'café' })
  await place.untilOut(id, ['a.txt'])
})
