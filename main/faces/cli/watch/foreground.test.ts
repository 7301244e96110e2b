import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine } from '../testing/scripted-engine.ts'

/** Watches until Ctrl-C, by when the watch is kept or not; answers what the engine was asked to remove. */
async function removed({ kept }: { kept: boolean }) {
  const watch = { id: 'w-1', kept: false, name: 'in', state: 'watching', reason: '', question: null } as WatchStatus
  const engine = new ScriptedEngine({
    'watch.add': () => ({ watch }),
    'watch.get': () => ({ watch: { ...watch, kept } }),
    'watch.remove': () => ({}),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const ended = runCommandLine(['watch', '--recipe', 'copy', '--out', 'out', 'in'], world)
  await engine.wasAsked('watch.add')
  world.interrupts.request('interrupt')
  assert.equal(await ended, 130)
  return engine.asked.filter(({ command }) => command === 'watch.remove').map(({ input }) => input)
}

test('Ctrl-C ends the watch it began, but not one that is kept since', async () => {
  assert.deepEqual(await removed({ kept: false }), [{ watch: 'w-1' }])
  assert.deepEqual(await removed({ kept: true }), [])
})
