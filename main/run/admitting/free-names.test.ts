import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchContext } from '../batch-context.ts'
import { freeNames } from './free-names.ts'
import type { Job } from '../job.ts'

/** A batch into a folder where every name is taken, and numbers never come to an end. */
function batchInto(taken: (round: number) => void): { batch: BatchContext; stopNow: AbortController } {
  const stopNow = new AbortController()
  let round = 0
  const io = { call: async (_: string, paths: string[]) => paths.map(() => true) }
  const journal = {
    call: async (_: string, { wanted }: { wanted: unknown[] }) => {
      taken(++round)
      return wanted.map(() => `a-${round}.txt`)
    },
  }
  const batch = { conflict: 'number', parts: { io, journal }, record: { n: 1 }, traits: {}, stopNow: stopNow.signal }
  return { batch: batch as unknown as BatchContext, stopNow }
}

const job = (): Job =>
  ({
    seq: 0,
    source: '/in/a.txt',
    members: [],
    targets: [{ folder: '/out', stem: 'a', extension: '.txt', name: 'a.txt' }],
  }) as unknown as Job

test('names are looked for until jobs are to stop at once', async () => {
  const { batch, stopNow } = batchInto((round) => round === 10 && stopNow.abort())
  await assert.rejects(freeNames([job()], batch), { name: 'AbortError' })
})

test('where every name is taken the search comes to an end all the same', async () => {
  let rounds = 0
  const { batch } = batchInto((round) => (rounds = round))
  await freeNames([job()], batch)
  assert.equal(rounds, 100_000)
})
