import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import { type Served, served, servedAt } from '../testing/served.ts'
import { SocketClient } from '../testing/socket-client.ts'
import type { BegunDrop } from './drop-runs.ts'
import type { Upload } from './upload-record.ts'

const json = { 'content-type': 'application/json' }
const stream = { 'content-type': 'application/octet-stream' }
const drop = 'drop-0001'

/** Names tell the number each file got. */
const numbering = 'millrace: 1\nname: numbering\noutput: { name: "{counter}-{stem}" }\n'
const gathering = 'millrace: 1\nname: gathering\nsteps:\n  - archive.pack: {}\n'

/** A browser with files to send, called by one letter each, which is their content too. */
class Sender {
  readonly #place: Served
  readonly #files: string
  drop = drop
  batch = ''

  constructor(place: Served, files: string) {
    this.#place = place
    this.#files = files
  }

  async begin(recipe = numbering, wanted: { drop?: string } = {}): Promise<void> {
    const { root } = this.#place
    const path = join(root, 'recipe.yaml')
    writeFileSync(path, recipe)
    const files = this.#files.length
    const order = { drop, key: this.#files, files, bytes: files, recipe: path, out: join(root, 'out'), ...wanted }
    const answer = await this.#place.fetch('/api/drops', { method: 'POST', headers: json, body: JSON.stringify(order) })
    assert.equal(answer.status, 200, await answer.clone().text())
    const begun = (await answer.json()) as BegunDrop
    this.drop = begun.drop
    this.batch = begun.batch.batchId
  }

  /** Sends one; `known` when the server had it already. */
  async send(letter: string): Promise<'sent' | 'known'> {
    const nth = this.#files.indexOf(letter)
    const file = { drop: this.drop, path: `${letter}.txt`, sizeBytes: 1, modifiedMs: 1, key: letter, nth }
    const begun = await this.#place.fetch('/api/uploads', { method: 'POST', headers: json, body: JSON.stringify(file) })
    const upload = (await begun.json()) as Upload
    if (upload.file !== null) return 'known'
    await this.#place.fetch(`/api/uploads/${upload.id}?offset=0`, { method: 'PATCH', headers: stream, body: letter })
    return 'sent'
  }

  async say(what: { failed?: [number, number][]; leaving?: boolean }): Promise<void> {
    const said = { method: 'PUT', headers: json, body: JSON.stringify(what) }
    assert.equal((await this.#place.fetch(`/api/drops/${this.drop}`, said)).status, 204)
  }

  results(): string[] {
    const out = join(this.#place.root, 'out')
    return existsSync(out)
      ? readdirSync(out)
          .filter((name) => !name.startsWith('.'))
          .toSorted()
      : []
  }
}

async function faceOf(place: Served): Promise<SocketClient> {
  const client = await SocketClient.connect(place)
  await client.call('events.start', {})
  return client
}

async function untilBatch(client: SocketClient, fits: (batch: BatchSnapshot) => boolean): Promise<BatchSnapshot> {
  const { params } = await client.untilTold((event) => 'batch' in event && fits(event.batch))
  return (params as { batch: BatchSnapshot }).batch
}

test('each file runs when it and those before it are there, in the order they were announced', async () => {
  await using place = await served()
  using client = await faceOf(place)
  const sender = new Sender(place, 'abcd')
  await sender.begin()
  await sender.send('b')
  await sender.send('a')
  const { arriving, state } = await untilBatch(client, ({ counts }) => counts.done === 2)
  assert.deepEqual([arriving, state], [{ files: 4, bytes: 4, arrived: 2, arrivedBytes: 2, closesMs: null }, 'running'])
  assert.deepEqual(sender.results(), ['1-a.txt', '2-b.txt'])
  await sender.send('d')
  const tooMany = { failed: Array.from({ length: 5 }, () => [0, 3]) }
  const wrong = { method: 'PUT', headers: json, body: JSON.stringify(tooMany) }
  assert.equal((await place.fetch(`/api/drops/${drop}`, wrong)).status, 400)
  await sender.say({ failed: [[2, 2]] })
  await untilBatch(client, ({ counts }) => counts.done === 3)
  await sender.send('c')
  const finished = await untilBatch(client, ({ state: now }) => now === 'finished')
  assert.deepEqual([finished.counts.done, finished.arriving], [4, undefined])
  assert.deepEqual(sender.results(), ['1-a.txt', '2-b.txt', '3-d.txt', '4-c.txt'])
})

test('a sender that leaves is told, and a person has the run end with what has arrived', async () => {
  await using place = await served()
  using client = await faceOf(place)
  const sender = new Sender(place, 'abc')
  await sender.begin()
  await sender.send('a')
  await sender.send('c')
  await sender.say({ leaving: true })
  const waiting = await untilBatch(client, ({ arriving }) => typeof arriving?.closesMs === 'number')
  assert.ok((waiting.arriving?.closesMs ?? 0) > Date.now())
  await client.ask('batch.close', { batch: sender.batch })
  await untilBatch(client, ({ state }) => state === 'finished')
  assert.deepEqual(sender.results(), ['1-a.txt', '2-c.txt'])
})

test('sent again, the same files go on in the same run, and what is there is neither sent nor made again', async () => {
  await using place = await served()
  using client = await faceOf(place)
  const first = new Sender(place, 'abc')
  await first.begin()
  await first.send('a')
  await client.ask('batch.close', { batch: first.batch })
  await untilBatch(client, ({ state }) => state === 'finished')
  const again = new Sender(place, 'abc')
  await again.begin(numbering, { drop: 'drop-0002' })
  assert.deepEqual([again.drop, again.batch], [drop, first.batch])
  const ways = [await again.send('a'), await again.send('b'), await again.send('c')]
  assert.deepEqual(ways, ['known', 'sent', 'sent'])
  const { counts } = await untilBatch(client, ({ state, counts: { done } }) => state === 'finished' && done === 3)
  assert.deepEqual([counts.total, counts.reused], [3, 1])
  assert.deepEqual(again.results(), ['1-a.txt', '2-b.txt', '3-c.txt'])
  const anew = new Sender(place, 'abc')
  await anew.begin(numbering, { drop: 'drop-0003' })
  assert.notEqual(anew.batch, first.batch)
})

test('cancelled, a run takes nothing more; begun again, it goes on', async () => {
  await using place = await served()
  using client = await faceOf(place)
  const sender = new Sender(place, 'ab')
  await sender.begin()
  await sender.send('a')
  await untilBatch(client, ({ counts }) => counts.done === 1)
  await client.ask('batch.cancel', { batch: sender.batch, how: 'now' })
  await sender.send('b')
  assert.deepEqual(sender.results(), ['1-a.txt'])
  await sender.begin()
  const { counts } = await untilBatch(client, ({ state }) => state === 'finished')
  assert.deepEqual([counts.done, sender.results()], [2, ['1-a.txt', '2-b.txt']])
})

test('after a restart the run rests like any other, goes on with what has arrived, and takes the rest when it is sent', async () => {
  await using home = await mkdtempDisposable(join(tmpdir(), 'mr-drops-'))
  let batch = ''
  {
    await using place = await servedAt(home.path)
    using client = await faceOf(place)
    const sender = new Sender(place, 'abcd')
    await sender.begin()
    for (const letter of 'ac') await sender.send(letter)
    await untilBatch(client, ({ counts }) => counts.done === 1)
    batch = sender.batch
  }
  await using place = await servedAt(home.path)
  using client = await faceOf(place)
  assert.equal((await client.ask('batch.get', { batch })).batch.interrupted, true)
  await client.ask('batch.resume', { batch, waitMs: null })
  const resumed = await untilBatch(client, ({ counts }) => counts.done === 1)
  assert.equal(typeof resumed.arriving?.closesMs, 'number')
  const sender = new Sender(place, 'abcd')
  await sender.begin(numbering, { drop: 'drop-0002' })
  assert.equal(sender.batch, batch)
  for (const letter of 'abcd') await sender.send(letter)
  const { counts } = await untilBatch(client, ({ state }) => state === 'finished')
  assert.deepEqual([counts.total, counts.done], [4, 4])
  assert.deepEqual(sender.results(), ['1-a.txt', '2-b.txt', '3-c.txt', '4-d.txt'])
})

test('what is made of all files together waits for the last of them', async () => {
  await using place = await served()
  using client = await faceOf(place)
  const sender = new Sender(place, 'ab')
  await sender.begin(gathering)
  await sender.send('a')
  await untilBatch(client, ({ counts }) => counts.waiting === 1)
  assert.deepEqual(sender.results(), [])
  await sender.send('b')
  const { counts } = await untilBatch(client, ({ state }) => state === 'finished')
  assert.equal(counts.done, 2)
  const [archive = ''] = sender.results()
  const bytes = readFileSync(join(place.root, 'out', archive))
  assert.ok(bytes.includes('a.txt') && bytes.includes('b.txt'))
})

test('a page that may not use the output folder begins nothing', async () => {
  await using place = await served()
  const order = { drop, key: '', files: 1, bytes: 1, recipe: 'copy', out: '/elsewhere' }
  const answer = await place.fetch('/api/drops', { method: 'POST', headers: json, body: JSON.stringify(order) })
  assert.equal(answer.status, 403)
})
