import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { temporaryFolder, readTree, writeTree } from '../../../test/fixtures/files.ts'
import type { EndedRow } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { type Host, openHost } from '../../host.ts'
import { Journal } from '../../journal/journal.ts'
import { IoLane } from '../lanes/io.ts'

const signal = AbortSignal.timeout(120_000)
const recipes = {
  vaulting: 'millrace: 1\nname: v\noriginals: vault\n',
  replacing: 'millrace: 1\nname: r\nsteps:\n  - file.text: { line-endings: crlf }\noriginals: replace\n',
}
const files = { 'a.txt': 'one\n', 'b.txt': 'two\n' }

/** A person's two files, and a recipe that moves originals. */
function ownPlace(recipe: string) {
  const folder = temporaryFolder()
  const at = (name: string): string => join(folder.path, name)
  writeTree(folder.path, { 'in/a.txt': files['a.txt'], 'in/b.txt': files['b.txt'], 'recipe.yaml': recipe })
  return { at, open: () => openHost({ stateFolder: at('state') }), [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

type Place = ReturnType<typeof ownPlace>

async function run({ client }: Host, { at }: Place, onEnded?: (rows: EndedRow[]) => void) {
  const events = client.events({ signal })
  const started = { recipe: at('recipe.yaml'), sources: [at('in')], out: at('out'), waitMs: 0 }
  await client.ask('batch.start', started, { signal })
  for await (const event of events) {
    if (event.type === 'ended') onEnded?.(event.rows)
    if (event.type === 'finished') return event.batch
  }
  throw new Error('it never ended')
}

type Lane = { call: (operation: string, ...rest: unknown[]) => Promise<unknown> }

/** Lets calls come to no answer, as of a thread that ends: before they are begun, or once they are done. */
function loseAnswers(t: TestContext, of: object, isLost: (operation: string) => 'before' | 'after' | null): void {
  const call = Reflect.get(of, 'call') as Lane['call']
  const lost = async function (this: unknown, operation: string, ...rest: unknown[]): Promise<unknown> {
    const how = isLost(operation)
    const answer = how === 'before' ? null : await Reflect.apply(call, this, [operation, ...rest])
    if (how === null) return answer
    throw Fault.from(new Error('a thread ended'), 'a thread')
  }
  t.mock.method(of as Lane, 'call', lost)
}

/** The first call of an operation, and no other. */
function onceOf(wanted: string, how: 'before' | 'after') {
  let left = 1
  return (operation: string) => (operation === wanted && left-- > 0 ? how : null)
}

const inFolder = ({ at }: Place) => readTree(at('in'))
const begunMoves = ({ at }: Place): number => {
  using journal = new DatabaseSync(at('state/journal.db'))
  return journal.prepare("SELECT 1 FROM moves WHERE state = 'begun'").all().length
}

for (const [kind, recipe] of Object.entries(recipes))
  for (const operation of ['shift', 'publish'] as const)
    for (const how of ['before', 'after'] as const)
      test(`the original is back and nothing of ours is left where a thread ends ${how} it is done with ${operation}: ${kind}`, async (t) => {
        using place = ownPlace(recipe)
        rmSync(place.at('in/b.txt'))
        await using host = await place.open()
        loseAnswers(t, IoLane.prototype, onceOf(operation, how))
        const { counts } = await run(host, place)
        assert.deepEqual([counts.failed, counts.done], [1, 0])
        assert.deepEqual(inFolder(place), { 'a.txt': files['a.txt'] })
        assert.deepEqual(existsSync(place.at('out')) ? readdirSync(place.at('out')) : [], [])
        assert.equal(begunMoves(place), 0)
      })

test('what can neither be ended nor taken back stays noted, and the next start brings it to an end', async (t) => {
  using place = ownPlace(recipes.vaulting)
  let isOver = false
  {
    await using host = await place.open()
    loseAnswers(t, IoLane.prototype, (operation) => {
      if (operation === 'publish') isOver = true
      return isOver && ['publish', 'retract', 'shift', 'dispose'].includes(operation) ? 'before' : null
    })
    const batch = await run(host, place)
    assert.deepEqual([batch.state, batch.counts.failed, batch.counts.waiting], ['needs-you', 0, 2])
    t.mock.restoreAll()
  }
  await using host = await place.open()
  const [batch] = (await host.client.ask('batch.list', { limit: 1 }, { signal })).batches
  assert.deepEqual([batch?.state, batch?.counts.done], ['paused', 2])
  assert.deepEqual([inFolder(place), readTree(place.at('out'))], [{}, files])
  assert.equal((await host.client.ask('vault.list', {}, { signal })).files.length, 2)
})

test('going on with a batch settles what it had to leave open', async (t) => {
  using place = ownPlace(recipes.replacing)
  await using host = await place.open()
  let isOver = false
  loseAnswers(t, IoLane.prototype, (operation) => {
    if (operation === 'publish') isOver = true
    return isOver && ['publish', 'retract', 'shift'].includes(operation) ? 'before' : null
  })
  assert.equal((await run(host, place)).state, 'needs-you')
  t.mock.restoreAll()
  const { state, counts } = await run(host, place)
  assert.deepEqual([state, counts.done], ['finished', 2])
  assert.deepEqual(inFolder(place), { 'a.txt': 'one\r\n', 'b.txt': 'two\r\n' })
})

test('results that stand and could not be noted as done are noted as the run ends', async (t) => {
  using place = ownPlace('millrace: 1\nname: c\n')
  await using host = await place.open()
  loseAnswers(t, Journal.prototype, onceOf('done', 'before'))
  const { state, counts } = await run(host, place)
  assert.deepEqual([state, counts.failed, counts.done, readTree(place.at('out'))], ['finished', 0, 2, files])
})

for (const [what, recipe] of Object.entries({
  'each file': 'millrace: 1\nname: c\n',
  'each file of a group': 'millrace: 1\nname: g\nsteps: [archive.pack: {}]\noutput: { name: all }\n',
}))
  test(`of what is settled as the run ends ${what} is told to have ended, once, before the run is`, async (t) => {
    using place = ownPlace(recipe)
    await using host = await place.open()
    loseAnswers(t, Journal.prototype, onceOf('done', 'before'))
    const told: EndedRow[] = []
    const { counts } = await run(host, place, (rows) => told.push(...rows))
    assert.deepEqual(
      [counts.done, told.map(({ path, state }) => `${basename(path)} ${state}`).toSorted()],
      [2, ['a.txt done', 'b.txt done']],
    )
    const made = readdirSync(place.at('out'))
    assert.deepEqual(
      [...new Set(told.flatMap(({ outputs }) => outputs.map(({ path }) => basename(path))))].toSorted(),
      made,
    )
  })

test('where not even that can be noted they are done at the next start', async (t) => {
  using place = ownPlace('millrace: 1\nname: c\n')
  {
    await using host = await place.open()
    loseAnswers(t, Journal.prototype, (operation) => (['done', 'settle'].includes(operation) ? 'before' : null))
    const { state, counts, reason } = await run(host, place)
    assert.deepEqual([state, counts.failed, counts.waiting], ['needs-you', 0, 2])
    assert.match(reason, /^Saved, but not noted yet .*: 2\./)
    t.mock.restoreAll()
  }
  await using host = await place.open()
  const [batch] = (await host.client.ask('batch.list', { limit: 1 }, { signal })).batches
  assert.deepEqual([batch?.counts.done, readTree(place.at('out'))], [2, files])
})

test('originals that an earlier version left moved, of jobs that failed, have their names again after the next start', async () => {
  using place = ownPlace(recipes.vaulting)
  {
    await using host = await place.open()
    await run(host, place)
  }
  {
    using journal = new DatabaseSync(place.at('state/journal.db'))
    journal.exec("UPDATE moves SET state = 'begun'; UPDATE jobs SET state = 'failed'; DELETE FROM outputs")
  }
  await using _host = await place.open()
  assert.deepEqual(inFolder(place), files)
  assert.equal(begunMoves(place), 0)
})

test('a file that was only touched leaves no second result beside its own where it cannot be looked at that', async (t) => {
  using place = ownPlace('millrace: 1\nname: c\n')
  await using host = await place.open()
  await run(host, place)
  utimesSync(place.at('in/a.txt'), 1_500_000_000, 1_500_000_000)
  let isMade = false
  loseAnswers(t, IoLane.prototype, (operation) => {
    isMade ||= operation === 'copy'
    return isMade && operation === 'look' ? 'before' : null
  })
  const { counts } = await run(host, place)
  assert.deepEqual([counts.failed, readTree(place.at('out'))], [1, files])
})

test('files whose end cannot be noted are not told as failed: nothing of them is over', async (t) => {
  using place = ownPlace('millrace: 1\nname: c\n')
  await using host = await place.open()
  loseAnswers(t, Journal.prototype, (operation) => (['commit', 'end'].includes(operation) ? 'before' : null))
  const ended: unknown[] = []
  const { state, counts } = await run(host, place, (rows) => ended.push(rows))
  assert.deepEqual([state, counts.failed, counts.waiting, counts.running, ended], ['needs-you', 0, 2, 0, []])
  assert.deepEqual(readdirSync(place.at('out')), [])
})
