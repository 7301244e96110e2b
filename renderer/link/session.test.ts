import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyIn, stateAfterAsking, stateAfterTrying } from './session.ts'

const answer = (status: number) => new Response(null, { status })

test('a key is found in a whole link, and a link that was cut does no harm', () => {
  assert.equal(keyIn(' abc '), 'abc')
  assert.equal(keyIn('http://nas:7777/#token=a%2Bb&x'), 'a+b')
  assert.equal(keyIn('#token=abc%2'), 'abc%2')
  assert.equal(keyIn(' http://nas:7777/#/history'), '')
})

test('only a server that refuses a browser has signed it out; one that is starting again has not', () => {
  assert.equal(stateAfterAsking(answer(200)), 'signed-in')
  assert.equal(stateAfterAsking(answer(401)), 'signed-out')
  assert.equal(stateAfterAsking(answer(403)), 'signed-out')
  for (const status of [404, 500, 502, 503, 504]) assert.equal(stateAfterAsking(answer(status)), 'no-answer')
  assert.equal(stateAfterAsking(null), 'no-answer')
})

test('a key that no server looked at is not called wrong', () => {
  assert.equal(stateAfterTrying(answer(204)), 'signed-in')
  assert.equal(stateAfterTrying(answer(401)), 'wrong')
  assert.equal(stateAfterTrying(answer(429)), 'slow-down')
  assert.equal(stateAfterTrying(answer(502)), 'no-answer')
})
