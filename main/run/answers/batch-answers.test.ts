import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

test('a batch says whether it did something to its originals, and whether that is all it did', async () => {
  await using place = await openPlace({ 'a.txt': 'text\r\n' })
  const told = async (recipe: string) => {
    const { batch } = await place.run(`name: tidy\n${recipe}`, { again: true })
    const { touches, moves } = await place.host.client.ask(
      'batch.places',
      { batch: batch.batchId },
      { signal: patience() },
    )
    await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal: patience() })
    return [touches, moves]
  }
  assert.deepEqual(await told(''), [false, false])
  assert.deepEqual(await told('originals: vault\n'), [true, false])
  assert.deepEqual(await told('steps: [file.text]\noriginals: { move: "{out}/old" }\n'), [true, false])
  assert.deepEqual(await told('originals: { move: "{out}/old" }\n'), [true, true])
})

test('what is done to a batch that is over is told to everybody', async () => {
  await using place = await openPlace({ 'a.txt': 'text\r\n', 'b.txt': 'text\r\n' })
  const { client } = place.host
  const { batch } = await place.run('name: tidy\nsteps: [file.text]\n')
  const leaving = new AbortController()
  const events = client.events({ signal: AbortSignal.any([patience(), leaving.signal]) })
  const heard = (async () => {
    for await (const event of events) if (event.type === 'batch') return event.batch
    return undefined
  })()
  await client.ask('batch.undo', { batch: batch.batchId, dry: true }, { signal: patience() })
  await client.ask('batch.undo', { batch: batch.batchId, paths: [`${place.inPath}/a.txt`] }, { signal: patience() })
  // Whoever was not told by the time it is done is not told any more.
  setImmediate(() => leaving.abort())
  const { done, undone } = (await heard)?.counts ?? {}
  assert.deepEqual({ done, undone }, { done: 1, undone: 1 })
})
