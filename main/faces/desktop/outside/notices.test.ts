import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../../../contract/event.ts'

await import('../../../../test/electron-standin/register.ts')
const { noticeOf } = await import('./notices.ts')

const settings = { finished: true, failed: true, disconnected: true, sound: false, icon: true }
const startedMs = 1_000_000

function notice(
  batch: { done: number; failed?: number; state?: string; watch?: string; title?: string },
  given: object = {},
) {
  const { done, failed = 0, state = 'finished', watch, title } = batch
  const counts = { done, failed } as BatchSnapshot['counts']
  const snapshot = {
    out: '/home/ada/For the shop',
    startedMs,
    state,
    counts,
    ...(watch && { watch }),
    ...(title && { title }),
  }
  return noticeOf(snapshot as unknown as BatchSnapshot, {
    settings,
    isWatched: false,
    nowMs: startedMs + 31_000,
    ...given,
  })
}

test('a batch is told of by its title, else by the folder of its results, and by what became of its files', () => {
  assert.deepEqual(notice({ done: 1_200 }), {
    title: '“For the shop” is finished',
    body: '1,200 files done',
    silent: true,
  })
  assert.equal(notice({ done: 1, title: 'Harbour' })?.title, '“Harbour” is finished')
  assert.equal(notice({ done: 1, failed: 2 })?.body, '1 file done, 2 files failed')
})

test('whoever is looking, or has only just started it, is told nothing; but of failures always', () => {
  assert.equal(notice({ done: 1 }, { isWatched: true }), null)
  const soon = { nowMs: startedMs + 29_000 }
  assert.equal(notice({ done: 1 }, soon), null)
  assert.notEqual(notice({ done: 1, failed: 1 }, soon), null)
})

test('what was cancelled, or came from a watched folder, is no news', () => {
  assert.equal(notice({ done: 1, state: 'cancelled' }), null)
  assert.equal(notice({ done: 1, watch: 'inbox' }), null)
})

test('the settings decide about each kind, and about sound', () => {
  assert.equal(notice({ done: 1 }, { settings: { ...settings, finished: false } }), null)
  assert.equal(notice({ done: 1, failed: 1 }, { settings: { ...settings, failed: false } }), null)
  assert.equal(notice({ done: 1 }, { settings: { ...settings, sound: true } })?.silent, false)
})
