import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { connectToEngine } from '../attach/connect.ts'
import { serveFaces } from '../attach/serve-faces.ts'
import { newSocketPath } from '../attach/socket-path.ts'
import { runCommandLine } from './command-line.ts'
import { openEngine } from './open-engine.ts'
import { doorsTo, type FakeWorld, fakeWorld } from './testing/fake-world.ts'
import { ScriptedEngine } from './testing/scripted-engine.ts'

const { signal } = new AbortController()
const listWatches = { 'watch.list': () => ({ watches: [] }) }

/** A world whose state folder is real, so that sockets can be there. */
async function worldAt(doors: Parameters<typeof fakeWorld>[0] = {}) {
  const folder = await mkdtempDisposable(`${tmpdir()}/mr-open-`)
  const world = fakeWorld({ ...doors, env: { MILLRACE_HOME: folder.path } })
  return { world, socketPath: await newSocketPath(folder.path), [Symbol.asyncDispose]: () => folder.remove() }
}

/** Lets time pass until `promise` has settled. */
async function whileTimePasses<T>({ clock }: FakeWorld, promise: Promise<T>): Promise<T> {
  const state = { settled: false }
  const done = promise.finally(() => (state.settled = true))
  while (!state.settled) await clock.advance(250)
  return done
}

test('who owns the engine lets others attach, and no longer once it closes', async () => {
  const engine = new ScriptedEngine(listWatches)
  await using place = await worldAt({ doors: doorsTo(engine) })
  const owner = await openEngine(place.world, { signal })
  assert.equal(owner.owned, true)
  const face = await openEngine(place.world, { signal })
  assert.equal(face.owned, false)
  assert.deepEqual(await face.client.ask('watch.list', {}, { signal }), { watches: [] })
  await face[Symbol.asyncDispose]()
  await owner[Symbol.asyncDispose]()
  await assert.rejects(connectToEngine({ socketPath: place.socketPath, signal }), { code: 'state-busy' })
})

test('a folder that stays busy without an engine to attach to ends in exit 3, after a word about waiting', async () => {
  const busy = () => Promise.reject(new Fault('state-busy', { subject: '/state' }))
  await using place = await worldAt({ doors: { openHost: busy } })
  assert.equal(await whileTimePasses(place.world, runCommandLine(['watch', 'list'], place.world)), 3)
  assert.match(place.world.stderr.text, /^Waiting for another Millrace to end\.\nAnother Millrace is using \/state\./)
})

test('an owner that is only ending is waited for', async () => {
  const engine = new ScriptedEngine(listWatches)
  let attempts = 0
  const openHost: FakeWorld['doors']['openHost'] = async (options) => {
    if (++attempts < 4) throw new Fault('state-busy', { subject: '/state' })
    return doorsTo(engine).openHost(options)
  }
  await using place = await worldAt({ doors: { openHost } })
  assert.equal(await whileTimePasses(place.world, runCommandLine(['watch', 'list'], place.world)), 0)
})

test('a question to an owner that goes away before it answers is put to the next', async () => {
  const next = new ScriptedEngine(listWatches)
  await using place = await worldAt({ doors: doorsTo(next) })
  const ending = new ScriptedEngine({ 'watch.list': () => new Promise(() => {}) })
  const server = await serveFaces(ending, place.socketPath)
  const asking = runCommandLine(['watch', 'list'], place.world)
  await ending.wasAsked('watch.list')
  await server[Symbol.asyncDispose]()
  assert.equal(await whileTimePasses(place.world, asking), 0)
  assert.equal(next.asked.length, 1)
})

test('an engine of another make is named, exit 3', async () => {
  const journal = new ScriptedEngine({ 'batch.list': () => ({ batches: [] }) })
  await using place = await worldAt({ doors: { openReader: async () => journal } })
  await using server = createServer((socket) => {
    socket.on('data', () => socket.write('{"jsonrpc":"2.0","id":1,"result":{"contractVersion":99,"pid":7}}\n'))
  })
  await new Promise<void>((resolve) => server.listen(place.socketPath, resolve))
  assert.equal(await runCommandLine(['watch', 'list'], place.world), 3)
  assert.match(place.world.stderr.text, /\(process 7\) speaks another version\..*\n.*\(contract-differs\)/)
  assert.equal(await runCommandLine(['doctor'], place.world), 0)
  assert.match(place.world.stdout.text, /^An engine is running\. .*\(process 7\) speaks another version\./m)
})

test('Ctrl-C while waiting for an engine ends the waiting', async () => {
  const busy = () => Promise.reject(new Fault('state-busy', { subject: '/state' }))
  await using place = await worldAt({ doors: { openHost: busy } })
  const asking = runCommandLine(['watch', 'list'], place.world)
  place.world.interrupts.request('interrupt')
  assert.equal(await whileTimePasses(place.world, asking), 130)
})

test('what was put right at the start is told', async () => {
  const engine = new ScriptedEngine(listWatches)
  const openHost: FakeWorld['doors']['openHost'] = async (options) => ({
    ...(await doorsTo(engine).openHost(options)),
    notices: ['The journal was set aside\u0007.'],
  })
  await using place = await worldAt({ doors: { openHost } })
  assert.equal(await runCommandLine(['watch', 'list'], place.world), 0)
  assert.equal(place.world.stderr.text, 'The journal was set aside\\u0007.\n')
})
