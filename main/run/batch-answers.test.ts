import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(60_000)

test('a batch says whether it did something to its originals, and whether that is all it did', async () => {
  await using place = await openPlace({ 'a.txt': 'text\r\n' })
  const told = async (recipe: string) => {
    const { batch } = await place.run(`name: tidy\n${recipe}`, { again: true })
    const { touches, moves } = await place.host.client.ask('batch.places', { batch: batch.batchId }, { signal })
    await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
    return [touches, moves]
  }
  assert.deepEqual(await told(''), [false, false])
  assert.deepEqual(await told('originals: vault\n'), [true, false])
  assert.deepEqual(await told('steps: [file.text]\noriginals: { move: "{out}/old" }\n'), [true, false])
  assert.deepEqual(await told('originals: { move: "{out}/old" }\n'), [true, true])
})
