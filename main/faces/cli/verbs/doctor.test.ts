import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine } from '../testing/scripted-engine.ts'

test('what reads pictures has its time to start, and doctor ends without it', async () => {
  const engine = new ScriptedEngine({ 'batch.list': () => ({ batches: [] }) })
  const checkCodecs = () => new Promise<never>(() => {})
  const world = fakeWorld({ doors: { ...doorsTo(engine), checkCodecs } })
  const state = { ended: false }
  const asking = runCommandLine(['doctor', '--json'], world).finally(() => (state.ended = true))
  while (!state.ended) await world.clock.advance(1000)
  assert.equal(await asking, 0)
  assert.match(JSON.parse(world.stdout.text).codecs, /was not ready in time\. .+\(worker-late\)$/)
})
