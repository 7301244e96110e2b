import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '../../contract/client.ts'
import type { JobRow } from '../../contract/row-commands.ts'
import { pageRows, rowAt, type RowPages } from './row-pages.ts'
import { RowsFeed } from './rows-feed.ts'

function row(seq: number, state: JobRow['state'] = 'waiting'): JobRow {
  const path = `/in/${seq}.jpg`
  return { seq, path, sizeBytes: seq, state, stage: '', fraction: 0, reused: false, outputs: [], fault: null, ms: 0 }
}

class Bench {
  readonly offsets: number[] = []
  state: JobRow['state'] = 'waiting'
  told: RowPages | undefined
  timers: { ms: number; run: () => void }[] = []
  nowMs = 0
  readonly feed: RowsFeed
  total: number

  constructor(total: number) {
    this.total = total
    const ask = async (_: string, { offset, limit }: { offset: number; limit: number }) => {
      this.offsets.push(offset)
      const length = Math.max(0, Math.min(limit, this.total - offset))
      return { total: this.total, rows: Array.from({ length }, (_unused, nth) => row(offset + nth, this.state)) }
    }
    this.feed = new RowsFeed(
      ask as unknown as Client['ask'],
      { batch: 'b', filter: 'all', search: '' },
      {
        told: (pages) => (this.told = pages),
        timer: {
          nowMs: () => this.nowMs,
          after: (ms, run) => {
            this.timers.push({ ms, run })
            return { [Symbol.dispose]() {} }
          },
        },
      },
    )
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('only rows in view are fetched, and a fixed number of pages is kept however far somebody scrolls', async () => {
  const bench = new Bench(1_000_000)
  for (let from = 0; from < 5000; from += 50) {
    bench.feed.look(from, from + 30)
    await settled()
  }
  assert.equal(bench.offsets.length, new Set(bench.offsets).size)
  assert.ok((bench.told?.pages.size ?? 0) <= 12)
  assert.ok(bench.told)
  assert.equal(rowAt(bench.told, 4975)?.seq, 4975)
  assert.equal(rowAt(bench.told, 0), undefined)
})

test('when the batch moves on, what is in view is fetched again, at most four times a second', async () => {
  const bench = new Bench(1000)
  bench.feed.look(120, 150)
  await settled()
  bench.state = 'done'
  for (let times = 0; times < 20; times++) bench.feed.moved()
  assert.equal(bench.timers.length, 1)
  bench.timers[0]?.run()
  await settled()
  assert.deepEqual(bench.offsets, [100, 100])
  assert.ok(bench.told)
  assert.equal(rowAt(bench.told, 120)?.state, 'done')
  bench.nowMs = 100
  bench.feed.moved()
  assert.equal(bench.timers[1]?.ms, 150)
})

test('rows that did not change stay the same objects, so that nothing is drawn again', async () => {
  const bench = new Bench(1000)
  bench.feed.look(0, 30)
  await settled()
  const before = bench.told && rowAt(bench.told, 7)
  bench.feed.moved()
  bench.timers[0]?.run()
  await settled()
  assert.ok(before)
  assert.equal(bench.told && rowAt(bench.told, 7), before)
})

test('a page beyond the end of a list that became shorter is dropped', async () => {
  const bench = new Bench(1000)
  bench.feed.look(pageRows * 5, pageRows * 5 + 5)
  await settled()
  bench.total = 50
  bench.feed.look(0, 20)
  await settled()
  assert.deepEqual([...(bench.told?.pages.keys() ?? [])], [0])
})

test('whoever scrolls faster than answers come gets the rows where he stops, not all on the way', async () => {
  const bench = new Bench(1_000_000)
  for (let from = 0; from < 500_000; from += 1000) bench.feed.look(from, from + 30)
  for (let turn = 0; turn < 5; turn++) await settled()
  assert.ok(bench.offsets.length <= 6, `asked ${bench.offsets.length} times`)
  assert.equal(bench.told && rowAt(bench.told, 499_010)?.seq, 499_010)
})

test('nothing is told after disposing', async () => {
  const bench = new Bench(1000)
  bench.feed.look(0, 30)
  bench.feed[Symbol.dispose]()
  await settled()
  assert.equal(bench.told, undefined)
})

test('a batch that moves on while its rows are being asked for is asked again once they are here', async () => {
  const bench = new Bench(10)
  bench.feed.look(0, 9)
  // The answer under way is made before the batch moved on.
  bench.feed.moved()
  bench.timers[0]?.run()
  bench.state = 'done'
  await settled()
  bench.nowMs = 1000
  bench.timers[1]?.run()
  await settled()
  assert.deepEqual(bench.offsets, [0, 0])
  assert.ok(bench.told)
  assert.equal(rowAt(bench.told, 3)?.state, 'done')
})
