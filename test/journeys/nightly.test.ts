import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { type Host, openHost } from '../../main/host.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const dayMs = 24 * 60 * 60 * 1_000
const copy = 'name: copy\nsteps: []\n'
const patience = (): AbortSignal => AbortSignal.timeout(60_000)
const stateOf = ({ inPath }: Place): string => join(inPath, '../state')

/** All that was run so far was run so much earlier. */
function daysPass(place: Place, days: number): void {
  using journal = new DatabaseSync(join(stateOf(place), 'journal.db'), { timeout: 10_000 })
  journal.prepare('UPDATE batches SET started_ms = started_ms - ?1, ended_ms = ended_ms - ?1').run(days * dayMs)
}

/** The same place in another session: the one before has done all it had to. */
async function nextSession(place: Place): Promise<Host> {
  await place.host[Symbol.asyncDispose]()
  return openHost({ stateFolder: stateOf(place) })
}

/** What a batch counts, and how many files it lists. */
async function told({ client }: Host, batch: string) {
  const { counts } = (await client.ask('batch.get', { batch }, { signal: patience() })).batch
  const { total } = await client.ask('batch.rows', { batch, offset: 0, limit: 10 }, { signal: patience() })
  return { done: counts.done, reused: counts.reused, unlisted: counts.unlisted ?? 0, listed: total }
}

test('of a folder that is run every night no old night lists what it only found done, and nothing is made twice', async () => {
  await using place = await openPlace({ 'a.txt': 'a', 'b.txt': 'b' })
  const nights = [(await place.run(copy)).batch.batchId]
  for (const name of ['c', 'd', 'e']) {
    daysPass(place, 20)
    place.write({ [`in/${name}.txt`]: name })
    nights.push((await place.run(copy)).batch.batchId)
  }
  daysPass(place, 15)
  const last = await place.run(copy)
  assert.deepEqual(new Set(Object.values(last.states)), new Set(['reused']))
  await using host = await nextSession(place)
  assert.deepEqual(await Promise.all(nights.map((night) => told(host, night))), [
    { done: 2, reused: 0, unlisted: 0, listed: 2 },
    { done: 3, reused: 2, unlisted: 2, listed: 1 },
    { done: 4, reused: 3, unlisted: 3, listed: 1 },
    { done: 5, reused: 4, unlisted: 0, listed: 5 },
  ])
})

test('what an old night made itself can be verified and taken back', async () => {
  await using place = await openPlace({ 'a.txt': 'a' })
  await place.run(copy)
  place.write({ 'in/b.txt': 'b' })
  const { batchId: batch } = (await place.run(copy)).batch
  daysPass(place, 40)
  await place.run(copy)
  await using host = await nextSession(place)
  assert.deepEqual(await told(host, batch), { done: 2, reused: 1, unlisted: 1, listed: 1 })
  const { files } = await host.client.ask('batch.verify', { batch }, { signal: patience() })
  assert.deepEqual(
    files.map(({ verdict }) => verdict),
    ['as-written'],
  )
  await host.client.ask('batch.undo', { batch }, { signal: patience() })
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt', 'in/b.txt', 'out/a.txt'])
  assert.deepEqual(await told(host, batch), { done: 1, reused: 1, unlisted: 1, listed: 1 })
})

test('an old night that is gone on with lists all its files again', async () => {
  await using place = await openPlace({ 'a.txt': 'a', 'b.txt': '\0' })
  const text = 'name: text\nsteps: [file.text: { line-endings: crlf }]\n'
  const only = { sources: [join(place.inPath, 'a.txt')] }
  await place.run(text, only)
  const { states, batch } = await place.run(text)
  assert.deepEqual(states, { 'a.txt': 'reused', 'b.txt': 'failed' })
  daysPass(place, 40)
  await place.run(text, only)
  await using host = await nextSession(place)
  assert.deepEqual(await told(host, batch.batchId), { done: 1, reused: 1, unlisted: 1, listed: 1 })
  const events = host.client.events({ signal: patience() })
  await host.client.ask('batch.resume', { batch: batch.batchId, waitMs: 0 }, { signal: patience() })
  for await (const { type } of events) if (type === 'finished') break
  assert.deepEqual(await told(host, batch.batchId), { done: 1, reused: 1, unlisted: 0, listed: 2 })
})
