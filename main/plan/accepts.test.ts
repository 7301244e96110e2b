import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Accept } from '../../contract/recipe.ts'
import { accepts, unmetConditions } from './accepts.ts'

const photo = { name: 'IMG_1.JPG', type: 'image/jpeg', size: 3_000_000, age: 60_000 }
const takes = (...list: (string | Accept)[]) =>
  accepts({ accepts: list.map((each) => (typeof each === 'string' ? { match: each, where: {} } : each)) }, photo)

test('a recipe that says nothing takes everything', () => {
  assert.equal(takes(), true)
})

test('a pattern with a slash is about the type, any other about the name', () => {
  assert.deepEqual(
    ['image/*', '*.jpg', '*/*', '*.{png,jpg}'].map((each) => takes(each)),
    [true, true, true, true],
  )
  assert.deepEqual(
    ['video/*', '*.png', 'jpg', 'image'].map((each) => takes(each)),
    [false, false, false, false],
  )
  assert.equal(takes('*.png', 'image/*'), true)
})

test('a condition beside a pattern has to hold for that pattern', () => {
  assert.equal(takes({ match: '*.jpg', where: { size: '>2MB', age: '<1h' } }), true)
  assert.equal(takes({ match: '*.jpg', where: { size: '>5MB' } }, '*.png'), false)
})

test('what is asked of a file that cannot tell it is not true; a camera that it does not name is empty', () => {
  for (const where of [{ width: '>1200' }, { pages: '!1' }, { orientation: '!square' }, { camera: 'Box*' }])
    assert.equal(takes({ match: '*.jpg', where }), false)
  assert.equal(takes({ match: '*.jpg', where: { camera: '!Box*' } }), true)
})

test('a file of unknown type is met by names, and by what takes every type', () => {
  const takesPart = (match: string) => accepts({ accepts: [{ match, where: {} }] }, { name: 'film.001', type: '' })
  assert.deepEqual(['image/*', '*/mp4', '*/*', '*.001'].map(takesPart), [false, false, true, true])
})

test('of a file that is left out it can be said which conditions did not hold, and of another kind nothing', () => {
  const large = { match: '*.jpg', where: { size: '>5MB', age: '<1h' } }
  const old = { match: 'image/*', where: { age: '>7d' } }
  assert.deepEqual(unmetConditions({ accepts: [large, old, { match: '*.png', where: { size: '>9MB' } }] }, photo), [
    { size: '>5MB' },
    { age: '>7d' },
  ])
  assert.deepEqual(unmetConditions({ accepts: [{ match: '*.png', where: { size: '>9MB' } }] }, photo), [])
})
