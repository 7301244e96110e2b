import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayTake } from './may-take.ts'

const pictures = { accepts: [{ match: 'image/*', where: {} }] }

test('a file is told by the type its browser guesses, else by its ending', () => {
  assert.equal(mayTake(pictures, 'a/IMG_1.jpg', 'image/jpeg'), true)
  assert.equal(mayTake(pictures, 'a/IMG_1.JPG', ''), true)
  assert.equal(mayTake(pictures, 'a/box.zip', ''), false)
  assert.equal(mayTake(pictures, 'a/table.csv', ''), false)
  assert.equal(mayTake(pictures, 'a/IMG_1.jpg', 'text/plain'), false)
})

test('what nobody can tell is sent, since the engine looks inside', () => {
  assert.equal(mayTake(pictures, 'a/scan', ''), true)
  assert.equal(mayTake(pictures, 'a/photo.unheard-of', ''), true)
})

test('a recipe that takes everything takes it, and one that goes by names goes by these', () => {
  assert.equal(mayTake({ accepts: [] }, 'a/box.zip', ''), true)
  const named = { accepts: [{ match: '*.txt', where: {} }] }
  assert.deepEqual([mayTake(named, 'a/b.txt', ''), mayTake(named, 'a/b.pdf', '')], [true, false])
})
