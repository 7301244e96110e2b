import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onNextFrame, Store } from './store.ts'

/** A page whose frames and timers come when they are told to. */
class Page {
  readonly frames: (() => void)[] = []
  readonly timers: (() => void)[] = []
  readonly requestAnimationFrame = (run: () => void) => void this.frames.push(run)
  readonly setTimeout = (run: () => void) => void this.timers.push(run)
}

function storeOn(page: Page) {
  const store = new Store(0, (run) => onNextFrame(run, page))
  const heard: number[] = []
  store.subscribe(() => heard.push(store.get()))
  return { store, heard }
}

test('what changes between two frames is told once', () => {
  const page = new Page()
  const { store, heard } = storeOn(page)
  for (const value of [1, 2, 3]) store.update(() => value)
  assert.equal(page.frames.length, 1)
  page.frames[0]?.()
  page.timers[0]?.()
  assert.deepEqual(heard, [3])
})

test('a page that goes to the background before its frame was drawn is told all the same, and of what comes then', () => {
  const page = new Page()
  const { store, heard } = storeOn(page)
  store.update(() => 1)
  page.timers[0]?.()
  store.update(() => 2)
  page.timers[1]?.()
  assert.deepEqual(heard, [1, 2])
})
