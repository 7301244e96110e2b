import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sparing } from './sparing-progress.ts'

test('a step that tells of every file is passed on ten times a second, its beginning and the end always', () => {
  let nowMs = 0
  const heard: [string, number][] = []
  const tell = sparing(
    (step, fraction) => heard.push([step, fraction]),
    () => nowMs,
  )
  for (let at = 0; at <= 1000; at += 1) {
    nowMs = at
    tell('pack', at / 2000)
  }
  tell('write', 0.5)
  tell('write', 1)
  assert.equal(heard.length, 11 + 2)
  assert.deepEqual(
    [heard[0], heard.at(-2), heard.at(-1)],
    [
      ['pack', 0],
      ['write', 0.5],
      ['write', 1],
    ],
  )
})
