import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { watchRules } from '../../../../contract/watch-rules.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine } from '../testing/scripted-engine.ts'

/** What `watch edit Night` with these words asks the engine to change. */
async function changes(...words: string[]) {
  const schedule = { from: '22:00', to: '06:00', days: [1, 2] }
  const gather = { count: 5, bytes: 1_000, quietMs: 9_000 }
  const rules = watchRules.parse({ folder: '/in', recipe: 'copy', out: '/out', schedule, gather })
  const watch = { name: 'Night', state: 'watching', reason: '', rules } as WatchStatus
  const engine = new ScriptedEngine({ 'watch.get': () => ({ watch }), 'watch.edit': () => ({ watch }) })
  assert.equal(await runCommandLine(['watch', 'edit', 'Night', ...words], fakeWorld({ doors: doorsTo(engine) })), 0)
  return engine.asked.filter(({ command }) => command === 'watch.edit').map(({ input }) => input)
}

test('what an edit does not name stays as it is, also of the hours and of the groups', async () => {
  for (const [words, rules] of [
    [['--days', '6,7'], { schedule: { from: '22:00', to: '06:00', days: [6, 7] } }],
    [['--hours', '8:00-9:00'], { schedule: { from: '08:00', to: '09:00', days: [1, 2] } }],
    [['--group-count', '7'], { gather: { count: 7, bytes: 1_000, quietMs: 9_000 } }],
    [['--group-size', '2kB'], { gather: { count: 5, bytes: 2_000, quietMs: 9_000 } }],
    [['--group-quiet', '3s'], { gather: { count: 5, bytes: 1_000, quietMs: 3_000 } }],
    [['--depth', '2'], { depth: 2 }],
  ] as const)
    assert.deepEqual(await changes(...words), [{ watch: 'Night', rules }], words.join(' '))
})
