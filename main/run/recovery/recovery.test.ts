import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'
import { type Host, openHost } from '../../host.ts'

const signal = AbortSignal.timeout(120_000)

/** A folder with one file that a recipe has been run over, as an engine leaves it that ended in the middle of the commit. */
async function cutOff(recipe: string) {
  const folder = temporaryFolder()
  const at = (name: string): string => join(folder.path, name)
  const stateFolder = at('state')
  mkdirSync(at('in'))
  writeTree(folder.path, { 'in/a.txt': 'one', 'recipe.yaml': `millrace: 1\n${recipe}` })
  {
    await using host = await openHost({ stateFolder })
    await runToEnd(host, { recipe: at('recipe.yaml'), sources: [at('in')], out: at('out'), waitMs: 0 })
  }
  using journal = new DatabaseSync(join(stateFolder, 'journal.db'))
  journal.exec(`
    UPDATE batches SET state = 'running', ended_ms = NULL; UPDATE jobs SET state = 'committing';
    UPDATE moves SET state = 'begun'; UPDATE outputs SET published = 0`)
  return { at, open: () => openHost({ stateFolder }), [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

interface Started {
  recipe: string
  sources: string[]
  out: string
  waitMs: number
}

async function runToEnd({ client }: Host, started: Started): Promise<void> {
  const events = client.events({ signal })
  await client.ask('batch.start', started, { signal })
  for await (const event of events) if (event.type === 'finished') return
}

test('an engine starts although it cannot look at what it had half published', async () => {
  using place = await cutOff('name: copy\n')
  rmSync(place.at('out'), { recursive: true })
  writeFileSync(place.at('out'), 'a file where the folder was')
  await using host = await place.open()
  const [batch] = (await host.client.ask('batch.list', { limit: 1 }, { signal })).batches
  assert.deepEqual([batch?.state, batch?.counts.waiting], ['paused', 1])
})

test('an engine that starts while the disk of the results is away makes no folder in its place', async () => {
  using place = await cutOff('name: copy\n')
  renameSync(place.at('out'), place.at('unplugged'))
  await (await place.open())[Symbol.asyncDispose]()
  assert.equal(existsSync(place.at('out')), false)
})

test('a file of our own that could not be removed is tried again at each start, until it is gone', async () => {
  using place = await cutOff('name: copy\n')
  const [removable, stuck] = ['.mr-0123456789-left', '.mr-0123456789-stuck'].map((name) => place.at(`in/${name}`)) as [
    string,
    string,
  ]
  writeFileSync(removable, 'half')
  mkdirSync(stuck)
  using journal = new DatabaseSync(place.at('state/journal.db'))
  for (const path of [removable, stuck]) journal.prepare('INSERT INTO litter(path) VALUES(?)').run(path)
  await (await place.open())[Symbol.asyncDispose]()
  assert.deepEqual([existsSync(removable), existsSync(stuck)], [false, true])
  const noted = journal.prepare('SELECT path FROM litter').all()
  assert.deepEqual(
    noted.map(({ path }) => path),
    [stuck],
  )
})

test('an original in a vault that is not connected at the next start stays known', async () => {
  using place = await cutOff('name: put away\noriginals: vault\n')
  rmSync(place.at('out'), { recursive: true })
  renameSync(place.at('state/vault'), place.at('unplugged'))
  await (await place.open())[Symbol.asyncDispose]()
  rmSync(place.at('state/vault'), { recursive: true, force: true })
  renameSync(place.at('unplugged'), place.at('state/vault'))
  await using host = await place.open()
  const { files } = await host.client.ask('vault.list', {}, { signal })
  assert.deepEqual(
    files.map(({ from, there }) => [basename(from), there]),
    [['a.txt', true]],
  )
})

test('a file that undo had brought home from another disk when it was cut off is taken back', {
  skip: whyOneVolume(),
}, async () => {
  using folder = temporaryFolder()
  using other = otherVolume()
  const at = (name: string): string => join(folder.path, name)
  const [stateFolder, recipe, moved, home] = [at('state'), at('move.yaml'), at('out/a.txt'), join(other.path, 'a.txt')]
  writeFileSync(home, 'only copy')
  writeFileSync(recipe, 'millrace: 1\nname: move\noriginals: { move: "{out}" }\n')
  {
    await using host = await openHost({ stateFolder })
    await runToEnd(host, { recipe, sources: [other.path], out: at('out'), waitMs: 0 })
  }
  assert.deepEqual([existsSync(home), existsSync(moved)], [false, true])
  {
    using journal = new DatabaseSync(join(stateFolder, 'journal.db'))
    journal.exec("UPDATE jobs SET state = 'undoing'; UPDATE moves SET state = 'returning'")
  }
  cpSync(moved, home, { preserveTimestamps: true })
  rmSync(moved)
  await using host = await openHost({ stateFolder })
  const [batch] = (await host.client.ask('batch.list', { limit: 1 }, { signal })).batches
  assert.deepEqual([batch?.counts.done, batch?.counts.undone, readFileSync(home, 'utf8')], [0, 1, 'only copy'])
})
