import assert from 'node:assert/strict'
import { test } from 'node:test'
import { basename } from 'node:path'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { openReader } from '../reader.ts'
import { IoLane } from './lanes/io.ts'

const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, `text ${at}`]))
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

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

test('a result that nobody can read is told of as such, with the reason, and the others are held against the disk', async (t) => {
  await using place = await openPlace(files)
  await place.run('name: copy\n')
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  const failing: Record<string, FaultCode> = { 'hash 7.txt': 'io-error', 'lookFirmly 8.txt': 'not-permitted' }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', function (this: unknown, ...asked: unknown[]) {
    const [operation, path] = asked as [string, string]
    const code = failing[`${operation} ${typeof path === 'string' ? basename(path) : ''}`]
    if (code) return Promise.reject(new Fault(code, { subject: path }))
    return Reflect.apply(call, this, asked)
  })
  const told = await place.host.client.ask('batch.verify', { batch: 'last' }, { signal: patience() })
  const wrong = told.files.filter(({ verdict }) => verdict !== 'as-written')
  assert.equal(told.files.length, 40)
  assert.deepEqual(
    wrong.map(({ output, verdict, reason }) => [
      basename(output),
      verdict,
      /The disk reported|not permitted/.test(reason ?? ''),
    ]),
    [
      ['7.txt', 'unreadable', true],
      ['8.txt', 'unreadable', true],
    ],
  )
})

test('whoever only reads is heard while results are held against the disk', async () => {
  await using place = await openPlace(files)
  await place.run('name: copy\n')
  await using reader = await openReader({ stateFolder: place.host.stateFolder })
  const enough = new AbortController()
  setImmediate(() => enough.abort())
  const asked = reader.ask('batch.verify', { batch: 'last' }, { signal: enough.signal })
  await assert.rejects(asked, { name: 'AbortError' })
  assert.equal((await reader.ask('batch.verify', { batch: 'last' }, { signal: patience() })).files.length, 40)
})
