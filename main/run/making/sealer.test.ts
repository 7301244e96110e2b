import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { Sealed, SealRequest } from '../../io/copying/seal.ts'
import type { Outcome } from '../../io/outcome.ts'
import type { IoLane } from '../lanes/io.ts'
import { Sealer } from './sealer.ts'

function requestOf(name: string, sizeBytes: number): SealRequest {
  return { from: name, sizeBytes } as SealRequest
}

/** The names of each call; results that begin with `bad` fail. */
function openSealer() {
  const calls: string[][] = []
  const clock = new VirtualClock()
  const call = async (_: 'seal', requests: SealRequest[]): Promise<Outcome<Sealed>[]> => {
    calls.push(requests.map(({ from }) => from))
    return requests.map(({ from }) =>
      from.startsWith('bad')
        ? { ok: false, fault: new Fault('result-wrong', { subject: from }).toWire() }
        : { ok: true, value: { sha256: from } as Sealed },
    )
  }
  return { calls, clock, sealer: new Sealer({ io: { call } as unknown as IoLane, clock }) }
}

test('small results of several jobs are taken over in one call, and each has its own outcome', async () => {
  const { calls, clock, sealer } = openSealer()
  await using _ = sealer
  const sealing = ['a', 'bad', 'c'].map((name) => sealer.seal([requestOf(name, 10)]))
  const outcomes = Promise.allSettled(sealing)
  await clock.advance(5)
  assert.deepEqual(calls, [['a', 'bad', 'c']])
  assert.deepEqual(
    (await outcomes).map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value[0]?.sha256 : outcome.reason.code,
    ),
    ['a', 'result-wrong', 'c'],
  )
})

test('a large result waits for no company, nor do several of one job', async () => {
  const { calls, sealer } = openSealer()
  await using _ = sealer
  await sealer.seal([requestOf('large', 1 << 16)])
  await sealer.seal([requestOf('p1', 10), requestOf('p2', 10)])
  assert.deepEqual(calls, [['large'], ['p1', 'p2']])
})

test('of several results of one job the first that fails is the fault of all', async () => {
  const { sealer } = openSealer()
  await using _ = sealer
  const requests = ['a', 'bad 1', 'bad 2'].map((name) => requestOf(name, 10))
  await assert.rejects(sealer.seal(requests), { code: 'result-wrong', subject: 'bad 1' })
})
