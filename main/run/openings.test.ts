import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { Openings } from './openings.ts'

const { signal } = new AbortController()

test('a batch that is kept closed is opened when it is free again, others meanwhile, and who gives up opens nothing', async () => {
  const openings = new Openings()
  const told: string[] = []
  const kept = await openings.inTurn('a', () => openings.keepClosed('a'), { signal })
  const giveUp = new AbortController()
  const givenUp = openings.inTurn('a', () => told.push('given up'), giveUp)
  const waits = openings.inTurn('a', () => told.push('a'), { signal })
  await openings.inTurn('b', () => told.push('b'), { signal })
  await setImmediate()
  assert.deepEqual(told, ['b'])
  giveUp.abort(new Error('enough'))
  await assert.rejects(givenUp, /enough/)
  kept[Symbol.dispose]()
  await waits
  assert.deepEqual(told, ['b', 'a'])
})

test('of two who would keep the same batch closed one waits for the other, and once it is over nobody has a turn', async () => {
  const openings = new Openings()
  const keep = () => openings.inTurn('a', () => openings.keepClosed('a'), { signal })
  const first = await keep()
  let second: Disposable | undefined
  const waits = keep().then((kept) => (second = kept))
  await setImmediate()
  assert.equal(second, undefined)
  first[Symbol.dispose]()
  await waits
  assert.ok(second)
  await openings.end()
  await assert.rejects(
    openings.inTurn('b', () => {}, { signal }),
    { code: 'state-busy' },
  )
})
