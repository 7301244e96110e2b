import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempDisposable, stat } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { EngineEvent } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { endedRowOf, ScriptedEngine, snapshotOf } from '../cli/testing/scripted-engine.ts'
import { connectToEngine } from './connect.ts'
import { longestLineBytes } from './lines.ts'
import { serveFaces } from './serve-faces.ts'
import { faceSocketPath, forgetSocketPath, newSocketPath } from './socket-path.ts'

const { signal } = new AbortController()

/** A served engine in a fresh state folder, and everything that has to be let go of afterwards. */
async function served(engine: ScriptedEngine) {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-attach-')))
  const socketPath = await newSocketPath(folder.path)
  const server = stack.use(await serveFaces(engine, socketPath))
  const kept = stack.move()
  return { socketPath, server, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

test('a face asks through the socket and gets the engine’s answer', async () => {
  const engine = new ScriptedEngine({ 'batch.list': () => ({ batches: [] }) })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  assert.deepEqual(await client.ask('batch.list', { limit: 5 }, { signal }), { batches: [] })
  assert.deepEqual(engine.asked, [{ command: 'batch.list', input: { limit: 5 } }])
})

test('whoever has read an answer larger than a socket takes at once is heard as before', async () => {
  const lines = ['x'.repeat(2_000_000)]
  const engine = new ScriptedEngine({
    'batch.report': () => ({ lines, next: null }),
    'batch.list': () => ({ batches: [] }),
  })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const asking = { signal: AbortSignal.timeout(20_000) }
  assert.deepEqual((await client.ask('batch.report', { batch: 'b', limit: 1 }, asking)).lines, lines)
  for (let nth = 0; nth < 3; nth += 1)
    assert.deepEqual(await client.ask('batch.list', { limit: 1 }, asking), { batches: [] })
})

test('an answer too long for one message is a fault of that question, and the engine is not asked again', async () => {
  const engine = new ScriptedEngine({
    'batch.report': () => ({ lines: ['x'.repeat(longestLineBytes)], next: null }),
    'batch.list': () => ({ batches: [] }),
  })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const asking = { signal: AbortSignal.timeout(20_000) }
  await assert.rejects(client.ask('batch.report', { batch: 'b', limit: 1 }, asking), { code: 'too-large' })
  assert.deepEqual(await client.ask('batch.list', { limit: 1 }, asking), { batches: [] })
  assert.equal(engine.asked.length, 2)
})

test('what is no fault yet arrives as a bug at the command that met it', async () => {
  const engine = new ScriptedEngine({ 'batch.get': () => Promise.reject(new TypeError('It is not there.')) })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const bug = { code: 'bug', subject: 'batch.get', why: 'It is not there.' }
  await assert.rejects(client.ask('batch.get', { batch: 'x' }, { signal }), bug)
})

test('a fault of the engine arrives as the same fault, bytes of names included', async () => {
  const fault = new Fault('batch-unknown', { subject: 'a\udcffb', why: 'It was never there.' })
  const engine = new ScriptedEngine({ 'batch.get': () => Promise.reject(fault) })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const { code, subject, why } = fault
  await assert.rejects(client.ask('batch.get', { batch: 'x' }, { signal }), { code, subject, why })
})

test('a command with the wrong shape is refused with what is wrong about it', async () => {
  const engine = new ScriptedEngine()
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const wrong = client.ask('batch.cancel', { batch: 'x', how: 'maybe' } as never, { signal })
  await assert.rejects(
    wrong,
    (fault: Fault) => fault.code === 'usage-wrong' && fault.why.startsWith('The field `how` is not right. '),
  )
  await assert.rejects(client.ask('batch.eat' as never, {} as never, { signal }), { code: 'usage-wrong' })
  assert.deepEqual(engine.asked, [])
})

test('aborting stops the waiting and leaves the connection usable', async () => {
  const engine = new ScriptedEngine({
    'batch.pause': () => new Promise(() => {}),
    'batch.list': () => ({ batches: [] }),
  })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const impatient = new AbortController()
  const waiting = client.ask('batch.pause', { batch: 'x' }, { signal: impatient.signal })
  await engine.wasAsked('batch.pause')
  impatient.abort(new Error('enough'))
  await assert.rejects(waiting, { message: 'enough' })
  assert.deepEqual(await client.ask('batch.list', {}, { signal }), { batches: [] })
})

test('events flow from the moment of the call, to every listener', async () => {
  const engine = new ScriptedEngine({ 'step.list': () => ({ steps: [] }) })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const listening = [client.events({ signal }), client.events({ signal })]
  await client.ask('step.list', {}, { signal })
  const event: EngineEvent = { type: 'ended', batchId: 'b', rows: [endedRowOf({ path: '/in/\udcff' })] }
  engine.announce(event)
  for (const events of listening) {
    const { value } = await events[Symbol.asyncIterator]().next()
    assert.deepEqual(value, event)
  }
})

test('a slow face misses snapshots but no ended row', async () => {
  const engine = new ScriptedEngine({ 'step.list': () => ({ steps: [] }) })
  await using place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const events = client.events({ signal })
  await client.ask('step.list', {}, { signal })
  const long = 'x'.repeat(2000)
  for (let seq = 0; seq < 20_000; seq++) {
    engine.announce({ type: 'batch', batch: snapshotOf({ counts: { done: seq }, reason: long }) })
    engine.announce({ type: 'ended', batchId: 'batch-1', rows: [endedRowOf({ seq })] })
  }
  engine.announce({ type: 'finished', batch: snapshotOf({ state: 'finished' }) })
  const seqs: number[] = []
  let snapshots = 0
  for await (const event of events) {
    if (event.type === 'ended') seqs.push(...event.rows.map((row) => row.seq))
    if (event.type === 'batch') snapshots++
    if (event.type === 'finished') break
  }
  assert.deepEqual(
    seqs,
    Array.from({ length: 20_000 }, (_, at) => at),
  )
  assert.ok(snapshots < 100, `${snapshots} snapshots came through`)
})

test('when the engine goes away, questions and events are told so', async () => {
  const engine = new ScriptedEngine({ 'batch.pause': () => new Promise(() => {}) })
  const place = await served(engine)
  await using client = await connectToEngine({ socketPath: place.socketPath, signal })
  const next = client.events({ signal })[Symbol.asyncIterator]().next()
  const waiting = client.ask('batch.pause', { batch: 'x' }, { signal })
  await engine.wasAsked('batch.pause')
  const told = [assert.rejects(waiting, { code: 'state-busy' }), assert.rejects(next, { code: 'state-busy' })]
  await place[Symbol.asyncDispose]()
  await Promise.all(told)
  await assert.rejects(client.ask('step.list', {}, { signal }), { code: 'state-busy' })
})

test('nobody listening, a dead owner’s socket included, is state-busy; the next owner takes the name over', async () => {
  const engine = new ScriptedEngine({ 'step.list': () => ({ steps: [] }) })
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-attach-'))
  const socketPath = await newSocketPath(folder.path)
  await assert.rejects(connectToEngine({ socketPath, signal }), { code: 'state-busy' })
  await using first = await serveFaces(engine, socketPath)
  await using second = await serveFaces(engine, socketPath)
  assert.equal((await stat(socketPath)).mode & 0o777, 0o600)
  await using client = await connectToEngine({ socketPath, signal })
  assert.deepEqual(await client.ask('step.list', {}, { signal }), { steps: [] })
  first.stopListening()
  second.stopListening()
  await assert.rejects(connectToEngine({ socketPath, signal }), { code: 'state-busy' })
  assert.deepEqual(await client.ask('step.list', {}, { signal }), { steps: [] })
})

test('an engine of another make is refused', async () => {
  await using place = await served(new ScriptedEngine())
  const socket = createConnection(place.socketPath)
  socket.write('{"jsonrpc":"2.0","id":1,"method":"hello","params":{"contractVersion":99}}\n')
  const [reply] = await once(socket, 'data')
  assert.equal(JSON.parse(String(reply)).error.data.code, 'contract-differs')
  socket.write('{"jsonrpc":"2.0","id":2,"method":"step.list","params":{}}\n')
  const [refused] = await once(socket, 'data')
  assert.equal(JSON.parse(String(refused)).error.data.code, 'usage-wrong')
  socket.destroy()
})

for (const [name, bytes] of [
  ['nonsense', 'GET / HTTP/1.1\r\n\r\n'],
  ['a line without end', 'x'.repeat(17 * 1024 * 1024)],
] as const) {
  test(`${name} ends that connection and no other`, async () => {
    const engine = new ScriptedEngine({ 'step.list': () => ({ steps: [] }) })
    await using place = await served(engine)
    await using client = await connectToEngine({ socketPath: place.socketPath, signal })
    const socket = createConnection(place.socketPath).on('error', () => {})
    socket.write(bytes)
    await new Promise((resolve) => socket.once('close', resolve))
    assert.deepEqual(await client.ask('step.list', {}, { signal }), { steps: [] })
  })
}

test('a state folder with a long path listens under a private temporary folder', async () => {
  const socketPath = await faceSocketPath(`/tmp/${'long/'.repeat(30)}`)
  assert.ok(Buffer.byteLength(socketPath) < 104 && socketPath.startsWith(tmpdir()), socketPath)
  await using _ = await serveFaces(new ScriptedEngine(), socketPath)
  assert.equal((await stat(join(socketPath, '..'))).mode & 0o777, 0o700)
})

test('on Windows the pipe of each owner has a name of its own, which the state folder tells while that listens', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-attach-'))
  const found = () => faceSocketPath(folder.path, 'win32')
  assert.notEqual(await found(), await found(), 'nobody listens, under no name that could be guessed')
  const first = await newSocketPath(folder.path, 'win32')
  assert.match(first, /^\\\\\.\\pipe\\millrace-[0-9a-f]{32}$/)
  assert.deepEqual([await found(), await found()], [first, first])
  const { mode } = await stat(join(folder.path, 'engine.pipe'))
  if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600)
  assert.notEqual(await newSocketPath(folder.path, 'win32'), first)
  await forgetSocketPath(folder.path, 'win32')
  assert.notEqual(await found(), await found())
})
