import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as loopRound } from 'node:timers/promises'
import { SparingProgress } from './sparing-progress.ts'

class Heard {
  readonly all: [string, number][] = []
  nowMs = 0
  readonly progress = new SparingProgress(
    (step, fraction) => this.all.push([step, fraction]),
    () => this.nowMs,
  )
}

test('a step that tells of every file is passed on ten times a second, its beginning and the end always', () => {
  const heard = new Heard()
  const { all, progress } = heard
  for (let at = 0; at <= 1000; at += 1) {
    heard.nowMs = at
    progress.tell('pack', at / 2000)
  }
  for (let again = 0; again < 5; again += 1) progress.tell('pack', 1)
  assert.equal(all.length, 11 + 1)
  assert.deepEqual(
    [all[0], all.at(-1)],
    [
      ['pack', 0],
      ['pack', 1],
    ],
  )
})

test('of steps that follow one another at once the last is told, and all of it before an answer', async () => {
  const { all, progress } = new Heard()
  progress.tell('read', 0)
  for (const [at, step] of ['image.resize', 'image.convert', 'write'].entries()) progress.tell(step, at / 4)
  assert.deepEqual(all, [['read', 0]])
  await loopRound()
  assert.deepEqual(all.splice(0), [
    ['read', 0],
    ['write', 0.5],
  ])
  progress.tell('image.crop', 0.75)
  progress.flush()
  progress.flush()
  await loopRound()
  assert.deepEqual(all, [['image.crop', 0.75]])
})
