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

test('a step that tells of every file is passed on ten times a second', async () => {
  const heard = new Heard()
  const { all, progress } = heard
  progress.tell('pack', 0)
  await loopRound()
  for (let at = 1; at <= 1000; at += 1) {
    heard.nowMs = at
    progress.tell('pack', at / 2000)
  }
  assert.equal(all.length, 11)
  assert.deepEqual(
    [all[0], all.at(-1)],
    [
      ['pack', 0],
      ['pack', 0.5],
    ],
  )
})

test('of steps that follow one another at once the last is told, and ahead of a fault without waiting', async () => {
  const { all, progress } = new Heard()
  for (const [at, step] of ['read', 'image.resize', 'image.convert', 'write'].entries()) progress.tell(step, at / 4)
  assert.deepEqual(all, [])
  await loopRound()
  assert.deepEqual(all.splice(0), [['write', 0.75]])
  progress.tell('image.crop', 0.8)
  progress.flush()
  progress.flush()
  await loopRound()
  assert.deepEqual(all, [['image.crop', 0.8]])
})

test('what still waits when the answer is sent is not told after it', async () => {
  const { all, progress } = new Heard()
  progress.tell('read', 0)
  progress[Symbol.dispose]()
  await loopRound()
  assert.deepEqual(all, [])
})
