import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { openReader } from '../reader.ts'
import { IoLane } from './lanes/io.ts'

const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, `text ${at}`]))
const signal = AbortSignal.timeout(60_000)

type Lane = { call: (...asked: unknown[]) => Promise<unknown> }

test('results are held against the disk until that is not wanted any more, and no further', async (t) => {
  await using place = await openPlace(files)
  await place.run('name: copy\n')
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const enough = new AbortController()
  let hashed = 0
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', function (this: unknown, ...asked: unknown[]) {
    if (asked[0] === 'hash' && ++hashed === 3) enough.abort()
    return Reflect.apply(call, this, asked)
  })
  const asked = place.host.client.ask('batch.verify', { batch: 'last' }, { signal: enough.signal })
  await assert.rejects(asked, { name: 'AbortError' })
  assert.equal(hashed, 3)
})

test('whoever only reads is heard while results are held against the disk', async () => {
  await using place = await openPlace(files)
  await place.run('name: copy\n')
  await using reader = await openReader({ stateFolder: place.host.stateFolder })
  const enough = new AbortController()
  setImmediate(() => enough.abort())
  const asked = reader.ask('batch.verify', { batch: 'last' }, { signal: enough.signal })
  await assert.rejects(asked, { name: 'AbortError' })
  assert.equal((await reader.ask('batch.verify', { batch: 'last' }, { signal })).files.length, 40)
})
