import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import websocket from '@fastify/websocket'
import sharp from 'sharp'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { ScriptedEngine } from '../cli/testing/scripted-engine.ts'
import { EventLog } from './event-log.ts'
import { newHttp } from './new-http.ts'
import { closeCodes, serveSocket } from './socket.ts'
import { type Served, served } from './testing/served.ts'
import { NodeSocket, SocketClient } from './testing/socket-client.ts'

interface Begun {
  epoch: string
  seq: number
  resumed: boolean
  batches: BatchSnapshot[]
}

function fill({ root }: Served, count: number): { sources: string[]; out: string } {
  for (let n = 0; n < count; n++) writeFileSync(join(root, 'in', `file ${n}.txt`), `${n}`)
  return { sources: [join(root, 'in')], out: join(root, 'out') }
}

const copy = (paths: { sources: string[]; out: string }) => ({ recipe: 'copy', waitMs: null, ...paths })

test('a batch is started, told of and looked at over the WebSocket', async () => {
  await using place = await served()
  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  const { batch } = await client.ask('batch.start', copy(fill(place, 30)))
  const { params } = await client.untilTold(({ type }) => type === 'finished')
  assert.ok(params.type === 'finished' && params.batch.batchId === batch.batchId)
  assert.equal(params.batch.counts.done, 30)
  assert.ok(!client.told.some(({ params }) => params.type === 'ended'))
  const window = await client.ask('batch.rows', { batch: batch.batchId, search: 'LE 2', offset: 1, limit: 3 })
  assert.deepEqual(
    [window.total, window.rows.map(({ path, state }) => [path, state])],
    [11, ['20', '21', '22'].map((n) => [join(place.root, 'in', `file ${n}.txt`), 'done'])],
  )
  const { job } = await client.ask('batch.job', { batch: batch.batchId, seq: window.rows[0]?.seq ?? -1 })
  assert.deepEqual(job.outputs, window.rows[0]?.outputs)
  assert.match(job.sourceSha256, /^[0-9a-f]{64}$/)
})

test('a picture tells where its time went, a failed one in which step', async () => {
  await using place = await served()
  const path = join(place.root, 'in', 'a.jpg')
  writeFileSync(
    path,
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#37a' } })
      .jpeg()
      .toBuffer(),
  )
  writeFileSync(join(place.root, 'in', 'b.jpg'), 'no picture')
  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  const paths = { sources: [join(place.root, 'in')], out: join(place.root, 'out') }
  await client.ask('batch.start', { recipe: 'thumbnails', waitMs: null, ...paths })
  await client.untilTold(({ type }) => type === 'finished')
  const { job } = await client.ask('batch.job', { batch: 'last', seq: 0 })
  assert.ok(
    job.timings.some(({ step, ms }) => step === 'image.resize' && ms > 0),
    JSON.stringify(job.timings),
  )
  const { causes } = await client.ask('batch.causes', { batch: 'last' })
  assert.deepEqual(
    causes.map(({ code, count, examplePath }) => [code, count, examplePath]),
    [['wrong-type', 1, join(place.root, 'in', 'b.jpg')]],
  )
})

test('a face that comes back is told what it missed; one of another life begins afresh', async () => {
  await using place = await served()
  let known: Begun
  {
    using first = await SocketClient.connect(place)
    known = (await first.call('events.start', {})) as Begun
    assert.deepEqual([known.resumed, known.batches], [false, []])
  }
  using meanwhile = await SocketClient.connect(place)
  await meanwhile.call('events.start', {})
  await meanwhile.ask('batch.start', copy(fill(place, 3)))
  const finished = await meanwhile.untilTold(({ type }) => type === 'finished')
  using again = await SocketClient.connect(place)
  const resumed = (await again.call('events.start', { epoch: known.epoch, seq: known.seq })) as Begun
  assert.equal(resumed.resumed, true)
  assert.deepEqual(await again.untilTold(({ type }) => type === 'finished'), finished)
  using stranger = await SocketClient.connect(place)
  const afresh = (await stranger.call('events.start', { epoch: 'another', seq: 0 })) as Begun
  assert.deepEqual([afresh.resumed, afresh.epoch, afresh.seq >= finished.seq], [false, known.epoch, true])
})

test('only what lies in a granted folder can be named, whatever links say', async () => {
  await using place = await served()
  const { root, host } = place
  using client = await SocketClient.connect(place)
  symlinkSync('/etc', join(root, 'way-out'))
  const { sources, out } = fill(place, 1)
  const refused = { code: 'not-permitted' }
  const start = (paths: { sources: string[]; out: string }) => client.ask('batch.start', copy(paths))
  await assert.rejects(start({ sources: ['/etc/hostname'], out }), refused)
  await assert.rejects(start({ sources: [join(root, 'way-out/hostname')], out }), refused)
  await assert.rejects(start({ sources: [join(root, 'in/../../state')], out }), refused)
  await assert.rejects(start({ sources, out: '/tmp/mr-not-granted' }), refused)
  await assert.rejects(start({ sources, out: join(host.stateFolder, 'recipes') }), refused)
  await assert.rejects(start({ sources: ['in'], out }), refused)
  const marked = 'millrace: 1\nsteps:\n  - image.watermark: { picture: /etc/hostname }\n'
  const sample = join(root, 'in/no.png')
  await assert.rejects(client.ask('preview.make', { text: marked, sample, detail: 'sketch' }), refused)
  const { recipe } = await client.ask('recipe.save', { recipe: null, text: marked, was: null })
  await assert.rejects(client.ask('batch.start', { ...copy({ sources, out }), recipe: recipe.name }), refused)
  await assert.rejects(client.ask('place.list', { path: '/' }), refused)
  await assert.rejects(client.ask('recipe.get', { recipe: '/etc/passwd' }), refused)
  const { roots } = await client.ask('place.roots', {})
  assert.deepEqual(
    roots.map(({ title, access }) => [title, access]),
    [
      ['root', 'write'],
      ['Results', 'write'],
    ],
  )
  const { entries } = await client.ask('place.list', { path: root })
  assert.deepEqual(
    entries.map(({ name, kind }) => [name, kind]),
    [
      ['in', 'folder'],
      ['out', 'folder'],
      ['way-out', 'folder'],
    ],
  )
})

test('what was done outside the granted folders is neither taken back nor gone on with, and stays in the vault', async () => {
  await using place = await served()
  const { root, host } = place
  const signal = AbortSignal.timeout(30_000)
  const elsewhere = join(root, '../elsewhere')
  mkdirSync(elsewhere)
  const vaulting = 'millrace: 1\noriginals: vault\n'
  const { recipe } = await host.client.ask('recipe.save', { recipe: null, text: vaulting, was: null }, { signal })
  const runIn = async (folder: string): Promise<string> => {
    writeFileSync(join(folder, 'only copy.txt'), 'content')
    const events = host.client.events({ signal })
    const { batch } = await host.client.ask(
      'batch.start',
      { recipe: recipe.name, sources: [folder], out: join(root, 'out'), waitMs: null },
      { signal },
    )
    for await (const event of events) if (event.type === 'finished') return batch.batchId
    throw new Error('the engine ended')
  }
  using client = await SocketClient.connect(place)
  const batch = await runIn(elsewhere)
  const { files } = await host.client.ask('vault.list', {}, { signal })
  const held = files.map(({ n }) => n)
  assert.equal(held.length, 1)
  const refused = { code: 'not-permitted' }
  await assert.rejects(client.ask('batch.undo', { batch }), refused)
  await assert.rejects(client.ask('batch.resume', { batch, waitMs: null }), refused)
  await assert.rejects(client.ask('batch.retry', { batch, seqs: [] }), refused)
  await assert.rejects(client.ask('batch.redirect', { batch, out: join(root, 'in') }), refused)
  await assert.rejects(client.ask('vault.restore', { file: held[0] ?? -1 }), refused)
  await assert.rejects(client.ask('vault.restoreAll', { files: held }), refused)
  await assert.rejects(client.ask('vault.empty', { files: held }), refused)
  assert.deepEqual((await host.client.ask('vault.list', {}, { signal })).files, files)
  const inside = await runIn(join(root, 'in'))
  const [undone] = (await client.ask('batch.undo', { batch: inside })).files
  assert.equal(undone?.path, join(root, 'in/only copy.txt'))
  assert.equal(readFileSync(join(root, 'in/only copy.txt'), 'utf8'), 'content')
})

test('what breaks the rules of the line ends it, and no other', async () => {
  await using place = await served()
  using other = await SocketClient.connect(place)
  const raw = new NodeSocket(place.server.url.replace('http', 'ws').concat('ws'), {
    headers: { authorization: `Bearer ${place.server.token}` },
  })
  const closed = new Promise<number>((resolve) => raw.addEventListener('close', ({ code }) => resolve(code)))
  raw.addEventListener('open', () => raw.send('x'.repeat(2 ** 20 + 1)))
  assert.equal(await closed, 1009)
  assert.deepEqual(await other.ask('batch.list', {}), { batches: [] })
})

test('a face is told when the server ends', async () => {
  const place = await served()
  using client = await SocketClient.connect(place)
  const closed = client.closed()
  await place[Symbol.asyncDispose]()
  assert.equal(await closed, 1001)
})

test('whoever signs out before the socket is open is hung up on', async () => {
  await using opened = new AsyncDisposableStack()
  const app = opened.adopt(newHttp(), (http) => http.close())
  await app.register(websocket)
  const parts = { client: new ScriptedEngine(), log: new EventLog(), epoch: '', closing: new AbortController().signal }
  const session = AbortSignal.abort()
  app.get('/ws', { websocket: true }, (socket) => serveSocket(socket, { ...parts, session }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`)
  const [{ code }] = (await once(socket, 'close', { signal: AbortSignal.timeout(20_000) })) as [CloseEvent]
  assert.equal(code, closeCodes.policy)
})
