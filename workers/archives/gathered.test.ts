import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gathered } from './gathered.ts'

test('thousands of short chunks come out as few, with the same bytes, and nothing as nothing', async () => {
  const chunks = Array.from({ length: 5000 }, (_, at) => Buffer.alloc(300, at))
  const found = await Array.fromAsync(gathered(each(chunks)))
  assert.deepEqual(Buffer.concat(found), Buffer.concat(chunks))
  assert.ok(found.length < 10, `${found.length} chunks`)
  assert.deepEqual(await Array.fromAsync(gathered(each([]))), [])
})

async function* each(chunks: Buffer[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
