import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginHistory, redo, undo, write } from './text-history.ts'

test('what was changed is undone step by step, and done again', () => {
  let history = beginHistory('a')
  for (const text of ['b', 'c']) history = write(history, text)
  assert.equal(undo(history).text, 'b')
  assert.equal(undo(undo(undo(history))).text, 'a')
  assert.equal(redo(redo(undo(undo(history)))).text, 'c')
})

test('letters typed into one field go together; another field, or an undo, begins anew', () => {
  let history = beginHistory('')
  for (const text of ['x', 'xy', 'xyz']) history = write(history, text, 'name')
  history = write(history, 'xyz!', 'folder')
  assert.equal(undo(history).text, 'xyz')
  assert.equal(undo(undo(history)).text, '')
  assert.equal(undo(write(undo(history), 'xyzw', 'name')).text, 'xyz')
})

test('a change after an undo forgets what was undone; a change to the same is none', () => {
  const history = write(undo(write(beginHistory('a'), 'b')), 'c')
  assert.deepEqual([history.future, redo(history).text], [[], 'c'])
  assert.equal(write(history, 'c'), history)
})
