import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

test('a state folder on a disk that does not answer is named, and nothing else is asked of it', async () => {
  const asked: string[] = []
  const hangs = (what: string) => () => {
    asked.push(what)
    return new Promise<never>(() => {})
  }
  const doors = {
    openReader: hangs('reader'),
    checkState: hangs('state'),
    checkSettings: hangs('settings'),
    lookAround: hangs('around'),
    silentAmong: async (places: readonly string[]) => places.slice(0, 1),
  }
  const world = fakeWorld({ doors: { ...doorsTo(new ScriptedEngine({})), ...doors } })
  assert.equal(await runCommandLine(['doctor'], world), 3)
  assert.deepEqual(asked, [])
  assert.match(world.stdout.lines.find((line) => line.startsWith('State folder')) ?? '', /It does not answer\./)
  assert.ok(world.stdout.lines.includes('Whether an engine is running is not known.'))
})

test('places on one disk are told as being on the same', async () => {
  const world = fakeWorld({
    cwd: tmpdir(),
    doors: doorsTo(new ScriptedEngine({ 'batch.list': () => ({ batches: [] }) })),
  })
  assert.equal(await runCommandLine(['doctor', '--json'], world), 0)
  const { volumes } = JSON.parse(world.stdout.text) as { volumes: { path: string; device: number }[] }
  const { dev } = statSync(tmpdir())
  const there = volumes.filter(({ path }) => path === tmpdir()).map(({ device }) => device)
  assert.deepEqual(there, [dev, dev])
})
