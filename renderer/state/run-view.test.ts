import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginView, changeView, type RunViewChange } from './run-view.ts'

const at = (index: number, seq = index) => ({ index, seq })

function after(...changes: RunViewChange[]) {
  return changes.reduce(changeView, beginView({ follow: true }))
}

test('choosing a file turns following off, and so does everything else a person does in the list', () => {
  const doings: RunViewChange[] = [
    { type: 'go', to: at(3) },
    { type: 'toggle', to: at(3) },
    { type: 'explain', seq: 3, open: true },
    { type: 'filter', filter: 'failed' },
  ]
  for (const doing of doings) assert.equal(after(doing).follow, false)
})

test('an extended selection keeps its beginning', () => {
  const view = after(
    { type: 'go', to: at(5) },
    { type: 'extend', to: at(9), seqs: [[5, 9]] },
    { type: 'extend', to: at(2), seqs: [[2, 5]] },
  )
  assert.deepEqual([view.selection, view.anchor, view.active], [[[2, 5]], at(5), at(2)])
})

test('files are chosen by their number, so a list that moves takes nothing else along', () => {
  const view = after({ type: 'go', to: at(5, 70) }, { type: 'moved', index: 4 })
  assert.deepEqual([view.active, view.selection], [at(4, 70), [[70, 70]]])
})

test('another filter or search chooses nothing, and explanations stay open', () => {
  const view = after(
    { type: 'toggle', to: at(1) },
    { type: 'explain', seq: 1, open: true },
    { type: 'search', search: 'x' },
  )
  assert.deepEqual([view.selection, view.active, [...view.opened]], [[], null, [1]])
})

test('a second toggle takes a file out again', () => {
  assert.deepEqual(
    after({ type: 'toggle', to: at(1) }, { type: 'toggle', to: at(2) }, { type: 'toggle', to: at(1) }).selection,
    [[2, 2]],
  )
})
