import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../../contract/fault.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { watchRules } from '../../../../contract/watch-rules.ts'
import { runCommandLine } from '../command-line.ts'
import { doorsTo, fakeWorld } from '../testing/fake-world.ts'
import { ScriptedEngine } from '../testing/scripted-engine.ts'
import { rulesTakenBack } from './rules-taken-back.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** What `watch edit Night` with these words asks the engine to change. */
async function changes(...words: string[]) {
  const schedule = { from: '22:00', to: '06:00', days: [1, 2] }
  const gather = { count: 5, bytes: 1_000, quietMs: 9_000 }
  const rules = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out', schedule, gather })
  const watch = { id: 'w-1', kept: true, name: 'Night', state: 'watching', reason: '', rules } as WatchStatus
  const engine = new ScriptedEngine({
    'watch.list': () => ({ watches: [watch] }),
    'watch.get': () => ({ watch }),
    'watch.edit': () => ({ watch }),
  })
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
    assert.deepEqual(await changes(...words), [{ watch: 'w-1', rules }], words.join(' '))
})

test('a rule that an edit takes back is as if nobody had said it, and the others stay', async () => {
  for (const [words, rules] of [
    [['--without', 'hours'], { schedule: { from: '00:00', to: '00:00', days: [1, 2] } }],
    [['--without', 'hours,days'], { schedule: null }],
    [['--without', 'days', '--hours', '8:00-9:00'], { schedule: { from: '08:00', to: '09:00', days: everyDay } }],
    [['--without', 'group-count, group-size'], { gather: { count: null, bytes: null, quietMs: 9_000 } }],
    [['--without', 'max-size,follow-links,originals'], { maxBytes: null, followLinks: false, originals: null }],
  ] as const)
    assert.deepEqual(await changes(...words), [{ watch: 'w-1', rules }], words.join(' '))
})

test('a rule that there is not cannot be taken back, and the nearest is named', () => {
  const before = { schedule: null, gather: null }
  assert.throws(() => rulesTakenBack(['--hour'], before), { code: 'usage-wrong', why: /no rule hour .* `hours`/ })
})

test('a comma too many among the rules to take back is nothing, but commas alone name none', async () => {
  assert.deepEqual(await changes('--without', 'max-size, '), [{ watch: 'w-1', rules: { maxBytes: null } }])
  const watch = { id: 'w-1', kept: true, name: 'Night', rules: { schedule: null, gather: null } } as WatchStatus
  const engine = new ScriptedEngine({ 'watch.list': () => ({ watches: [watch] }), 'watch.get': () => ({ watch }) })
  const world = fakeWorld({ doors: doorsTo(engine) })
  assert.equal(await runCommandLine(['watch', 'edit', 'Night', '--without', ' ,'], world), 2)
  assert.match(world.stderr.text, /^--without: Name the rules to take back: hours,max-size\./)
})

/** What pausing `word` asks the engine to pause, or what is said instead, among watches of these names. */
async function paused(word: string, named: Pick<WatchStatus, 'id' | 'name' | 'kept'>[]) {
  const watches = named.map((each) => ({ ...each, state: 'paused', reason: '' }) as WatchStatus)
  const engine = new ScriptedEngine({
    'watch.list': () => ({ watches }),
    'watch.pause': ({ watch }) => ({ watch: watches.find(({ id }) => id === watch) as WatchStatus }),
  })
  const world = fakeWorld({ doors: doorsTo(engine) })
  const exitCode = await runCommandLine(['watch', 'pause', word], world)
  const [asked] = engine.asked.filter(({ command }) => command === 'watch.pause').map(({ input }) => input)
  return exitCode === 0 ? asked : world.stderr.text
}

test('a watch is meant by its id or by the name the list shows, also one that a command has begun', async () => {
  const begun = { id: 'w-1', name: 'in', kept: false }
  assert.deepEqual(await paused('in', [begun]), { watch: 'w-1', untilMs: null })
  assert.deepEqual(await paused('w-1', [begun]), { watch: 'w-1', untilMs: null })
  assert.deepEqual(await paused('in', [begun, { id: 'w-2', name: 'in', kept: true }]), { watch: 'w-2', untilMs: null })
  const several = await paused('in', [begun, { id: 'w-3', name: 'in', kept: false }])
  assert.match(String(several), /no watched folder in\. Several have this name: use an id, w-1 or w-3\./)
})

test('a file to be taken as it is may be named as it is called in the watched folder', async () => {
  const rules = watchRules().parse({ folder: resolve('/in'), recipe: 'copy', out: '/out' })
  const watch = { id: 'w-1', kept: true, name: 'Night', state: 'watching', reason: '', rules } as WatchStatus
  const taken: string[] = []
  const engine = new ScriptedEngine({
    'watch.list': () => ({ watches: [watch] }),
    'watch.get': () => ({ watch }),
    'watch.processAnyway': ({ path }) => {
      if (path !== resolve('/in/report.pdf')) throw new Fault('file-missing', { subject: path })
      taken.push(path)
      return {}
    },
  })
  const said = async (file: string) => {
    const world = fakeWorld({ cwd: resolve('/elsewhere'), doors: doorsTo(engine) })
    return { code: await runCommandLine(['watch', 'process', 'Night', file], world), stderr: world.stderr.text }
  }
  for (const file of ['report.pdf', '../in/report.pdf', resolve('/in/report.pdf')])
    assert.equal((await said(file)).code, 0)
  assert.equal(taken.length, 3)
  const none = await said('none.pdf')
  assert.equal(none.code, 2)
  assert.ok(none.stderr.startsWith(resolve('/in/none.pdf')))
})

test('a list of named watches is of those alone, and a name that none has is said', async () => {
  const rules = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out' })
  const counts = { done: 0, failed: 0, skipped: 0 }
  const shown = { kept: true, state: 'watching', reason: '', rules, today: { counts }, lastFileMs: null }
  const watches = ['Night', 'Scans'].map((name, at) => ({ ...shown, id: `w-${at}`, name }) as WatchStatus)
  const listed = async (...words: string[]) => {
    const engine = new ScriptedEngine({
      'watch.list': () => ({ watches }),
      'watch.get': ({ watch: subject }) => {
        const watch = watches.find(({ id }) => id === subject)
        if (!watch) throw new Fault('watch-unknown', { subject })
        return { watch }
      },
    })
    const world = fakeWorld({ doors: doorsTo(engine) })
    const exitCode = await runCommandLine(['watch', 'list', ...words, '--json'], world)
    const lines = world.stdout.text.trimEnd().split('\n')
    return exitCode === 0 ? lines.map((line) => (JSON.parse(line) as WatchStatus).name) : world.stderr.text
  }
  assert.deepEqual([await listed(), await listed('Scans')], [['Night', 'Scans'], ['Scans']])
  assert.match(String(await listed('Skans')), /^There is no watched folder Skans\./)
})

test('whoever wants the files of a paused folder taken now is told what lets them go on', async () => {
  const told = async (state: WatchStatus['state']) => {
    const watch = { id: 'w-1', kept: true, name: 'Night', state, reason: 'Why.' } as WatchStatus
    const engine = new ScriptedEngine({
      'watch.list': () => ({ watches: [watch] }),
      'watch.startNow': () => ({ watch }),
    })
    const world = fakeWorld({ doors: doorsTo(engine) })
    assert.equal(await runCommandLine(['watch', 'process', 'Night'], world), 0)
    return world.stdout.text.trimEnd().split('\n')
  }
  const goOn = 'Nothing is taken from it before `millrace watch resume w-1`.'
  assert.deepEqual(await told('paused'), ['paused Night: Why.', goOn])
  assert.deepEqual(await told('out-of-hours'), ['out of hours Night: Why.'])
})
