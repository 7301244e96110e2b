import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { doorsTo, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine } from './testing/scripted-engine.ts'
import { withEngine } from './with-engine.ts'

test('while an answer is waited for, warnings are shown, and a stop lets go of disks that do not answer', async () => {
  const engine = new ScriptedEngine({ 'recipe.list': () => new Promise(() => {}) })
  let left = 0
  const world = fakeWorld({ doors: doorsTo(engine, { leaveDeadDisks: () => void (left += 1) }) })
  const answer = withEngine(world, (client, asking) => client.ask('recipe.list', {}, asking))
  await engine.wasAsked('recipe.list')
  engine.announce({ type: 'notice', level: 'warn', message: 'The disk of /x does not answer.' })
  engine.announce({ type: 'notice', level: 'info', message: 'Something of another run.' })
  await turn()
  assert.deepEqual([world.stderr.text, left], ['The disk of /x does not answer.\n', 0])
  world.interrupts.request('interrupt')
  await assert.rejects(answer)
  assert.equal(left, 1)
})
