import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { errnoOf } from '../../io/errno.ts'
import { openPlace, type Place } from '../../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(120_000)
const tidy = 'name: tidy\nsteps:\n  - file.text:\noriginals: replace\n'
const twice = 'name: twice\noutputs:\n  - { name: "{stem}-one" }\n  - { name: "{stem}-two" }\noriginals: vault\n'

const before = 'written\r\nby hand\r\n'
const tidied = 'written\nby hand\n'

async function undone({ host }: Place, asking = signal): Promise<Record<string, string>> {
  const { files } = await host.client.ask('batch.undo', { batch: 'last' }, { signal: asking })
  return Object.fromEntries(files.map(({ path, result, reason }) => [basename(path), reason || result]))
}

const heldIn = async ({ host }: Place) =>
  (await host.client.ask('vault.list', {}, { signal })).files.map(({ kind, from }) => `${kind} ${basename(from)}`)

test('what was edited since, or has lost its original, is left alone and named among files that come back', async () => {
  const names = ['edited', 'lost', 'dated', 'whole'].map((name) => `${name}.txt`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, before])))
  await place.run(tidy)
  const held = (await place.host.client.ask('vault.list', {}, { signal })).files
  rmSync(held.find(({ from }) => basename(from) === 'lost.txt')?.to ?? assert.fail('lost.txt is not in the vault'))
  writeFileSync(join(place.inPath, 'edited.txt'), 'mine\n')
  utimesSync(join(place.inPath, 'dated.txt'), 1, 1)
  const told = await undone(place)
  assert.match(told['edited.txt'] ?? '', /edited\.txt was edited since\./)
  assert.match(told['lost.txt'] ?? '', /^Its original is not where it was put/)
  assert.deepEqual([told['dated.txt'], told['whole.txt']], ['undone', 'undone'])
  assert.deepEqual(place.tree(), {
    'in/edited.txt': 'mine\n',
    'in/lost.txt': tidied,
    'in/dated.txt': before,
    'in/whole.txt': before,
  })
  const results = (await heldIn(place)).filter((each) => each.startsWith('result')).toSorted()
  assert.deepEqual(results, ['result dated.txt', 'result whole.txt'])
})

test('results that somebody has moved away are not taken back, and are named', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before })
  await place.run('name: copy\noutput: { folder: "{out}/made", name: "{stem}" }\n')
  renameSync(join(place.outPath, 'made'), join(place.outPath, 'mine'))
  for (const dry of [true, false]) {
    const { files } = await place.host.client.ask('batch.undo', { batch: 'last', dry }, { signal })
    const told = new Map(
      files.map(({ path, result, gone }) => [basename(path), [result, gone?.map((each) => basename(each))]]),
    )
    assert.deepEqual(
      [told.get('a.txt'), told.get('b.txt')],
      [
        ['undone', ['a.txt']],
        ['undone', ['b.txt']],
      ],
    )
  }
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt', 'in/b.txt', 'out/mine/a.txt', 'out/mine/b.txt'])
})

test('a run that found every result there already is left alone, and names the run that made them', async () => {
  await using place = await openPlace({ 'a.txt': before })
  const copying = 'name: copy\noutput: { name: "{stem}" }\n'
  await place.run(copying)
  const { batches } = await place.host.client.ask('batch.list', { limit: 1 }, { signal })
  await place.run(copying)
  assert.deepEqual(await undone(place), {
    'a.txt': `An earlier run made its result: undo that one (${batches[0]?.id}).`,
  })
})

test('what a run had made before it was run again is its own, and what another made is counted as taken over', async () => {
  await using place = await openPlace({ 'a.txt': before, 'taken.txt': before })
  place.write({ 'out/taken.txt': 'mine\n' })
  const tidying = 'name: tidied\nsteps:\n  - file.text:\nconflict: fail\n'
  const counted = async () => {
    const { batches } = await place.host.client.ask('batch.list', {}, { signal })
    return batches.map(({ counts: { done, reused, takenOver } }) => ({ done, reused, takenOver }))
  }
  await place.run(tidying)
  await place.run(tidying)
  assert.deepEqual(await counted(), [
    { done: 1, reused: 1, takenOver: { files: 0, bytes: 0, results: 0, outputBytes: 0 } },
  ])
  rmSync(join(place.inPath, 'taken.txt'))
  await place.run(tidying)
  await place.run(tidying)
  assert.deepEqual((await counted())[0], {
    done: 1,
    reused: 1,
    takenOver: { files: 1, bytes: 18, results: 1, outputBytes: 16 },
  })
})

test('where a file has the name of a folder by now, what was in that is left and named, and the others come back', async () => {
  await using place = await openPlace({ 'sub/in.txt': before, 'z.txt': before })
  await place.run(tidy)
  rmSync(join(place.inPath, 'sub'), { recursive: true })
  writeFileSync(join(place.inPath, 'sub'), 'mine\n')
  const told = await undone(place)
  assert.match(told['in.txt'] ?? '', /sub/)
  assert.equal(told['z.txt'], 'undone')
  assert.deepEqual(place.tree(), { 'in/sub': 'mine\n', 'in/z.txt': before })
  assert.ok((await heldIn(place)).includes('original in.txt'))
})

test('a file that was only moved comes back, though it has been put aside and taken out again since; an edited one stays', async () => {
  const names = ['a', 'b', 'c'].map((name) => `${name}.txt`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, before])))
  const moving = await place.run('name: sort\noriginals: { move: "{out}/{ext}" }\n')
  const [sources, out] = [[place.outPath], join(place.inPath, '../copies')]
  await place.run('name: put away\noriginals: vault\n', { sources, out })
  assert.deepEqual(new Set(Object.values(await undone(place))), new Set(['undone']))
  chmodSync(join(place.outPath, 'txt/b.txt'), 0o600)
  writeFileSync(join(place.outPath, 'txt/c.txt'), 'mine\n')
  const { files } = await place.host.client.ask('batch.undo', { batch: moving.batch.batchId }, { signal })
  assert.deepEqual(
    files.map(({ path, result }) => [basename(path), result]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    [
      ['a.txt', 'undone'],
      ['b.txt', 'undone'],
      ['c.txt', 'left'],
    ],
  )
  assert.deepEqual(place.tree(), { 'in/a.txt': before, 'in/b.txt': before, 'out/txt/c.txt': 'mine\n' })
})

test('of a file with several results nothing is taken back when one of them was edited', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before })
  await place.run(twice)
  writeFileSync(join(place.outPath, 'a-two.txt'), 'mine\n')
  const tree = place.tree()
  assert.match((await undone(place))['a.txt'] ?? '', /a-two\.txt was edited since\./)
  const { 'out/b-one.txt': _one, 'out/b-two.txt': _two, ...left } = tree
  assert.deepEqual(place.tree(), { ...left, 'in/b.txt': before })
})

test('an original whose name a new file has stays in the vault, and its results stay with it', async () => {
  await using place = await openPlace({ 'a.txt': before })
  await place.run('name: put away\noriginals: vault\n')
  place.write({ 'in/a.txt': 'new\n' })
  assert.match((await undone(place))['a.txt'] ?? '', /^Something else has the name/)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new\n', 'out/a.txt': before })
})

test('an undo that cannot go on in the middle of a job lists in the vault what is there and nothing else, and goes on when it can', async () => {
  const inputs = { 'a/1.txt': 'one\n', 'b/2.txt': 'two\n', 'c/3.txt': 'three\n' }
  await using place = await openPlace(inputs)
  await place.run('name: packed\nsteps:\n  - archive.pack:\noriginals: vault\n')
  const folder = join(place.inPath, 'a')
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'in the way of a folder\n')
  assert.match((await undone(place))['1.txt'] ?? '', /in\/a/)
  assert.deepEqual((await heldIn(place)).toSorted(), ['original 1.txt', 'result in.zip'])
  assert.deepEqual(Object.keys(place.tree()), ['in/a', 'in/b/2.txt', 'in/c/3.txt'])
  rmSync(folder)
  assert.equal((await undone(place))['1.txt'], 'undone')
  assert.deepEqual(await heldIn(place), ['result in.zip'])
  assert.deepEqual(place.tree(), Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`in/${name}`, text])))
})

test('an undo that is stopped leaves every file whole, and the next one brings back the others', async () => {
  const names = Array.from({ length: 600 }, (_, n) => `f${n}.txt`)
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, before])))
  await place.run(tidy)
  const textOf = (name: string) => textIfThere(join(place.inPath, name))
  const stopping = new AbortController()
  const stopped = undone(place, stopping.signal).catch((error: unknown) => assert.equal(error, stopping.signal.reason))
  while (textOf('f599.txt') !== before) await new Promise((resolve) => setImmediate(resolve))
  stopping.abort()
  await stopped
  for (const name of names) assert.ok([before, tidied].includes(textOf(name) ?? ''), name)
  await undone(place)
  assert.ok(names.every((name) => textOf(name) === before))
})

test('a run that is started while it is being taken back begins when that is done, and makes everything anew', async () => {
  const names = Array.from({ length: 600 }, (_, n) => `f${n}.txt`)
  await using place = await openPlace({ ...Object.fromEntries(names.map((name) => [name, before])), 'z.txt': '\0' })
  const recipe = `${tidy}# the same each time\n`
  const { batch } = await place.run(recipe)
  const textOf = (name: string) => textIfThere(join(place.inPath, name))
  const undoing = undone(place)
  while (textOf('f599.txt') !== before) await new Promise((resolve) => setImmediate(resolve))
  const again = await place.run(recipe)
  const told = await undoing
  assert.deepEqual(new Set(names.map((name) => told[name])), new Set(['undone']))
  const { done, failed, undone: back } = again.batch.counts
  assert.deepEqual([again.batch.batchId, done, failed, back], [batch.batchId, 600, 1, 0])
  assert.ok(names.every((name) => textOf(name) === tidied))
  assert.deepEqual(new Set(Object.values(await undone(place))), new Set(['undone']))
  assert.ok(names.every((name) => textOf(name) === before))
})

test('folders that were made for the results go with them, those that hold or held anything else stay', async () => {
  await using place = await openPlace({
    'a.txt': before,
    'sub/deep/b.txt': before,
    'sub/c.txt': before,
    'old/d.txt': before,
  })
  mkdirSync(join(place.outPath, 'old'), { recursive: true })
  utimesSync(join(place.outPath, 'old'), 1, 1)
  const made = statSync(join(place.outPath, 'old')).birthtimeMs
  // A person's folder is older than the run by more than a disk's clock can be behind.
  while (Date.now() < made + 50) await new Promise((resolve) => setImmediate(resolve))
  const { batch } = await place.run('name: c\n')
  writeFileSync(join(place.outPath, 'sub/mine.txt'), 'mine')
  const { files } = await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.equal(files.filter(({ result }) => result === 'undone').length, 4)
  const left = readdirSync(place.outPath, { recursive: true, encoding: 'utf8' })
  assert.deepEqual(new Set(left), new Set(['old', 'sub', 'sub/mine.txt']))
})

/** While an undo is under way, a file has no name for a moment. */
function textIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

test('of what is asked for by name, as it was or as it was made, the rest stays; what the run does not know is said', async () => {
  await using place = await openPlace({ 'a.txt': before, 'b.txt': before, 'c.txt': before })
  const { batch } = await place.run('name: copies\n')
  const paths = [join(place.inPath, 'a.txt'), join(place.outPath, 'b.txt'), join(place.inPath, 'd.txt')]
  for (const dry of [true, false]) {
    const { files } = await place.host.client.ask('batch.undo', { batch: batch.batchId, paths, dry }, { signal })
    assert.deepEqual(Object.fromEntries(files.map(({ path, result, reason }) => [basename(path), reason || result])), {
      'a.txt': 'undone',
      'b.txt': 'undone',
      'd.txt': 'This run made nothing of it, or it was taken back before.',
    })
  }
  assert.deepEqual(readdirSync(place.outPath), ['c.txt'])
})
