import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ArrivalFeed } from './arrival-feed.ts'

test('a batch can be made to look up, also while the last files of its feed are in hand', async () => {
  const { signal } = new AbortController()
  const feed = new ArrivalFeed(() => {})
  feed.nudge()
  feed.close()
  feed.nudge()
  const looks: number[] = []
  for await (const entries of feed.items({ signal })) looks.push(entries.length)
  assert.deepEqual(looks, [0])
})
