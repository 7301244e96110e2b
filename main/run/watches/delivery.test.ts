import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sighting } from '../../io/looking/survey.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { Delivery } from './delivery.ts'

const sighting = (path: string): Sighting => ({
  path,
  relative: path,
  identity: { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' },
})

/** A delivery of one file that has changed while its job was under way; `endsWhileSorted`: that ends before it is known. */
async function delivered({ endsWhileSorted }: { endsWhileSorted: boolean }) {
  const inFlight = new Set(['/in/b'])
  const missed: string[] = []
  const b = sighting('/in/b')
  const delivery = new Delivery({
    sorting: {
      async whole() {
        if (endsWhileSorted) {
          inFlight.delete(b.path)
          assert.equal(delivery.settled(b.path), false)
        }
        return { now: [], later: [b] }
      },
    },
    day: { put: async () => {}, isInFlight: (path) => inFlight.has(path), holds: () => false },
    recipe: () => assert.fail('nothing is put in'),
    taken: async (files) => files,
    clock: new VirtualClock(),
    signal: new AbortController().signal,
    onDelivered: () => {},
    onMissed: (path) => missed.push(`${path}, ${delivery.has(b) ? 'still on its way' : 'not on its way'}`),
    onTrouble: (error) => assert.equal(error, null),
  })
  delivery.put([b])
  await delivery.rested
  return { delivery, missed, path: b.path }
}

test('a file that has changed while its job was under way is waited for once more when that ends', async () => {
  const { delivery, missed, path } = await delivered({ endsWhileSorted: false })
  assert.deepEqual([missed, delivery.settled(path), delivery.settled(path)], [[], true, false])
})

test('where that has ended before anybody knew of the change, it is looked at then', async () => {
  const { delivery, missed, path } = await delivered({ endsWhileSorted: true })
  assert.deepEqual([missed, delivery.settled(path)], [['/in/b, not on its way'], false])
})

test('a file is on its way, in the state it was taken in, until its job has ended, also while the journal has no row of it', async () => {
  const inFlight = new Map<string, Sighting>()
  const delivery = new Delivery({
    sorting: { whole: async (files) => ({ now: files, later: [] }) },
    day: {
      async put(files) {
        for (const file of files) inFlight.set(file.path, file)
      },
      isInFlight: (path) => inFlight.has(path),
      holds: (file) => inFlight.get(file.path) === file,
    },
    recipe: async () => ({}) as never,
    taken: async (files) => files,
    clock: new VirtualClock(),
    signal: new AbortController().signal,
    onDelivered: () => {},
    onMissed: () => assert.fail('nothing has changed'),
    onTrouble: (error) => assert.equal(error, null),
  })
  const [taken, changed] = [sighting('/in/a'), sighting('/in/a')]
  delivery.put([taken])
  await delivery.rested
  assert.deepEqual([delivery.size, delivery.has(taken), delivery.has(changed)], [0, true, false])
  inFlight.delete('/in/a')
  assert.equal(delivery.has(taken), false)
})
