import assert from 'node:assert/strict'
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../contract/event.ts'
import { type Host, openHost } from '../../main/host.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { smallPicture } from '../fixtures/small-picture.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

const jpeg = 'name: jpeg\nsteps: [image.convert: { to: jpeg }]\n'
const sheet = 'name: sheet\nsteps:\n  - image.contact-sheet: {}\n'
/** Fails where it is read as text. */
const noText = '\0'
const text = 'name: text\nsteps: [file.text: { line-endings: crlf }]\n'

const results = (place: Place): string[] => Object.keys(place.tree()).filter((path) => path.startsWith('out/'))

async function undo(place: Place): Promise<Record<string, string>> {
  const { files } = await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: patience() })
  return Object.fromEntries(files.map(({ path, result }) => [basename(path), result]))
}

async function verified(place: Place): Promise<Record<string, string>> {
  const { files } = await place.host.client.ask('batch.verify', { batch: 'last' }, { signal: patience() })
  return Object.fromEntries(files.map(({ output, verdict }) => [basename(output), verdict]))
}

const ways: [string, (place: Place) => Promise<void>, { conflict?: 'skip'; named?: boolean }][] = [
  ['is broken', async (place) => place.write({ 'in/a.png': 'no picture any more' }), {}],
  ['is emptied', async (place) => place.write({ 'in/a.png': '' }), {}],
  [
    'is skipped, since it has changed',
    async (place) => place.write({ 'in/a.png': await smallPicture(90) }),
    { conflict: 'skip' },
  ],
  ['has gone', async (place) => rmSync(join(place.inPath, 'a.png')), { named: true }],
]
for (const [what, change, { conflict, named }] of ways)
  test(`what was made of a file that ${what} in a later turn is verified, and taken back`, async () => {
    await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
    const how = {
      ...(conflict && { conflict }),
      ...(named && { sources: ['a.png', 'b.png'].map((name) => join(place.inPath, name)) }),
    }
    await place.run(jpeg, how)
    await change(place)
    const { states } = await place.run(jpeg, how)
    assert.equal(states['a.png'], conflict ? 'skipped' : 'failed')
    assert.deepEqual(await verified(place), { 'a.jpg': 'as-written' })
    assert.deepEqual([await undo(place), results(place)], [{ 'a.png': 'undone' }, []])
    const again = await place.run(jpeg, how)
    assert.equal(again.states['a.png'], conflict ? 'done' : 'failed', 'an undo changes nothing about how it ended')
  })

for (const [what, bringBack] of [
  ['come back', (kept: string, path: string) => renameSync(kept, path)],
  ['be copied back', (kept: string, path: string) => copyFileSync(kept, path)],
] as const)
  test(`what an earlier run made of a file that failed in between is its result once more, should the file ${what}`, async () => {
    await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': await smallPicture(4) })
    await place.run(jpeg)
    const [path, kept] = [join(place.inPath, 'a.png'), join(place.inPath, '..', 'kept')]
    renameSync(path, kept)
    place.write({ 'in/a.png': 'no picture any more' })
    const between = await place.run(jpeg)
    assert.deepEqual(between.states, { 'a.png': 'failed', 'b.png': 'reused' })
    bringBack(kept, path)
    const { batch, states } = await place.run(jpeg)
    const { total, done, failed } = batch.counts
    assert.deepEqual([batch.batchId, total, done, failed], [between.batch.batchId, 2, 2, 0])
    assert.deepEqual(states, { 'a.png': 'reused', 'b.png': 'reused' })
    assert.deepEqual(results(place), ['out/a.jpg', 'out/b.jpg'])
    assert.deepEqual(await verified(place), { 'a.jpg': 'as-written', 'b.jpg': 'as-written' })
  })

test('the result of a group all of whose files are broken later is taken back', async () => {
  await using place = await openPlace({
    'a.png': await smallPicture(10),
    'b.png': 'no picture',
    'c.png': await smallPicture(4),
  })
  await place.run(sheet)
  place.write({ 'in/a.png': 'broken', 'in/c.png': 'broken too' })
  await place.run(sheet)
  assert.deepEqual(await verified(place), { 'in.jpg': 'as-written' })
  await undo(place)
  assert.deepEqual(results(place), [])
})

test('an original that was moved away for its result stays where it is while a new file has its name, and that is said', async () => {
  await using place = await openPlace({ 'a.txt': 'one\n', 'b.txt': noText })
  const recipe = `${text}originals: vault\n`
  await place.run(recipe)
  place.write({ 'in/a.txt': noText })
  await place.run(recipe)
  assert.deepEqual(await undo(place), { 'a.txt': 'left' })
  rmSync(join(place.inPath, 'a.txt'))
  assert.deepEqual(await undo(place), { 'a.txt': 'undone' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'one\n', 'in/b.txt': noText })
})

test('a run that was to make all again, and was given up, has what it had, and is gone on with without making any of it twice', async () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}.txt`, 'x\n'.repeat(20_000)]))
  await using place = await openPlace({ ...many, 'zz.txt': noText })
  const { batch } = await place.run(text)
  await givenUp(place, batch.batchId)
  const { results: known } = (await place.host.client.ask('batch.get', { batch: 'last' }, { signal: patience() })).batch
    .counts
  assert.equal(known, results(place).length)
  const { batch: after } = await place.run(text)
  assert.deepEqual([after.batchId, after.counts.done, results(place).length], [batch.batchId, 60, 60])
  await undo(place)
  assert.deepEqual(results(place), [])
})

/** Stopped as soon as the first of its files is done. */
async function givenUp(place: Place, batch: string): Promise<void> {
  const stop = { batch, how: 'now' } as const
  const ended = Promise.withResolvers<void>()
  void (async () => {
    for await (const event of place.host.client.events({ signal: patience() }))
      if (event.type === 'ended' && event.batchId === batch)
        return ended.resolve(void (await place.host.client.ask('batch.cancel', stop, { signal: patience() })))
  })()
  await place.run(text, { again: true })
  await ended.promise
}

test('what a run had made that was ended while it made all again is known, taken back, and not made twice', async () => {
  for (const act of ['undo', 'go on'] as const) {
    await using place = await openPlace({ 'a.txt': 'one\n', 'c.txt': 'three\n', 'zz.txt': noText })
    await place.run(text)
    await place.host[Symbol.asyncDispose]()
    const stateFolder = join(place.inPath, '../state')
    {
      using journal = new DatabaseSync(join(stateFolder, 'journal.db'))
      journal.exec(
        "UPDATE jobs SET state = 'waiting' WHERE state = 'done'; UPDATE batches SET state = 'running', ended_ms = NULL",
      )
    }
    await using host = await openHost({ stateFolder })
    const again = { ...place, host }
    if (act === 'go on') {
      const resumed = await finished(host, () =>
        host.client.ask('batch.resume', { batch: 'last', waitMs: 0 }, { signal: patience() }),
      )
      assert.deepEqual([resumed.counts.done, results(again)], [2, ['out/a.txt', 'out/c.txt']])
    }
    assert.equal(Object.keys(await verified(again)).length, 2)
    await undo(again)
    assert.deepEqual(results(again), [], act)
  }
})

async function finished(host: Host, begin: () => Promise<unknown>): Promise<BatchSnapshot> {
  const events = host.client.events({ signal: patience() })
  await begin()
  for await (const event of events) if (event.type === 'finished') return event.batch
  throw new Error('the engine ended before the batch')
}

test('a file that changes from night to night beside one that fails is made each time, and all of it taken back', async () => {
  await using place = await openPlace({ 'a.txt': 'one\n', 'b.txt': noText })
  for (let night = 0; night < 30; night++) {
    place.write({ 'in/a.txt': `night ${night}\n` })
    assert.equal((await place.run(text)).states['a.txt'], 'done', `night ${night}`)
  }
  assert.equal(Object.keys(await verified(place)).length, 30)
  await undo(place)
  assert.deepEqual(results(place), [])
})

for (const conflict of ['number', 'replace'] as const)
  test(`a file that comes between those of groups takes the result of no other group along: ${conflict}`, async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const pictures = await Promise.all(names.map(async (name, at) => [`${name}.png`, await smallPicture(at)] as const))
    await using place = await openPlace({ ...Object.fromEntries(pictures), 'z.png': 'no picture' })
    const twos = 'name: sheet\nsteps:\n  - image.contact-sheet: { most: 2 }\n'
    await place.run(twos, { conflict })
    place.write({ 'in/aa.png': await smallPicture(99) })
    await place.run(twos, { conflict })
    const found = await verified(place)
    assert.deepEqual(
      Object.keys(found).toSorted(),
      results(place)
        .map((path) => basename(path))
        .toSorted(),
    )
    assert.deepEqual([...new Set(Object.values(found))], ['as-written'])
    await undo(place)
    assert.deepEqual(results(place), conflict === 'number' ? [] : results(place))
  })
