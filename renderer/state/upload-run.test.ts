import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import type { Upload, UploadDoor, UploadOffer } from '../link/upload-door.ts'
import type { OfferedFile } from './send-file.ts'
import { UploadRun } from './upload-run.ts'

/** A server in memory that may lose its line, or run out of room. */
class Server implements Pick<UploadDoor, 'begin' | 'state' | 'send'> {
  readonly uploads = new Map<string, Upload & { key: string }>()
  readonly calls: string[] = []
  linesToLose = 0
  room = Number.POSITIVE_INFINITY

  async begin({ drop, path, sizeBytes, key }: UploadOffer): Promise<Upload> {
    this.#maybeLose(`begin ${path}`)
    if (sizeBytes > this.room) throw new Fault('disk-full', { subject: 'the server' })
    const known = [...this.uploads.values()].find((upload) => key !== '' && upload.key === key)
    if (known) return known
    const id = `u${this.uploads.size}`
    const file = sizeBytes === 0 ? `/up/${path}` : null
    const upload = { id, drop, path, sizeBytes, offset: 0, file, expiresMs: 0, key }
    this.uploads.set(id, upload)
    return upload
  }

  async state(id: string): Promise<Upload> {
    this.#maybeLose(`state ${id}`)
    return this.#get(id)
  }

  async send(
    id: string,
    { offset, bytes }: { offset: number; bytes: Blob },
    _?: { signal: AbortSignal },
  ): Promise<Upload> {
    const upload = this.#get(id)
    if (offset === upload.offset) upload.offset += bytes.size
    if (upload.offset === upload.sizeBytes) upload.file = `/up/${upload.path}`
    this.#maybeLose(`send ${id} ${offset}`)
    return { ...upload }
  }

  #get(id: string): Upload & { key: string } {
    const upload = this.uploads.get(id)
    if (!upload) throw new Fault('file-missing', { subject: id })
    return upload
  }

  /** The line breaks after the server did its part: the answer is what is lost. */
  #maybeLose(call: string): void {
    this.calls.push(call)
    if (this.linesToLose-- > 0) throw new Fault('no-connection', { subject: 'the server' })
  }
}

const hurriedTimer = {
  nowMs: () => 0,
  after: (_ms: number, run: () => void): Disposable => {
    queueMicrotask(run)
    return { [Symbol.dispose]() {} }
  },
}

function file(path: string, text: string): OfferedFile {
  return { path, file: new File([text], path, { lastModified: 5 }) }
}

function runOf(server: Server, files: OfferedFile[]): UploadRun {
  return new UploadRun('drop', files, { door: server, timer: hurriedTimer, changed() {} })
}

test('every file arrives, and an empty one too', async () => {
  const server = new Server()
  const run = runOf(server, [file('a', 'one'), file('b/c', ''), file('d', 'three')])
  await run.send()
  const { state, arrived, sentBytes, totalBytes } = run.progress()
  assert.deepEqual(
    { state, arrived, sentBytes, totalBytes },
    { state: 'arrived', arrived: 3, sentBytes: 8, totalBytes: 8 },
  )
})

test('after a lost answer the server is asked how far it is, and nothing is sent twice', async () => {
  const server = new Server()
  const run = runOf(server, [file('a', 'one')])
  server.linesToLose = 0
  const begin = server.begin.bind(server)
  server.begin = async (offer) => {
    const upload = await begin(offer)
    server.linesToLose = 3
    return upload
  }
  await run.send()
  assert.deepEqual(server.calls, ['begin a', 'send u0 0', 'state u0', 'state u0', 'state u0'])
  assert.equal(run.progress().arrived, 1)
  assert.equal(run.progress().offline, false)
})

test('content the server has is not sent', async () => {
  const server = new Server()
  await runOf(server, [file('a', 'same')]).send()
  const run = runOf(server, [file('b', 'same')])
  await run.send()
  assert.deepEqual([run.progress().known, run.progress().arrived], [1, 1])
  assert.equal(server.calls.filter((call) => call.startsWith('send')).length, 1)
})

test('a file that another drop has taken over half-way arrives in its own drop too', async () => {
  const server = new Server()
  const run = runOf(server, [{ path: 'big', file: new File([new Uint8Array(20 * 1024 * 1024)], 'big') }])
  const sendNow = server.send.bind(server)
  server.send = async (id, part) => {
    const upload = await sendNow(id, part)
    const begun = server.uploads.get(id)
    if (begun && server.uploads.size === 1) begun.drop = 'another'
    return { ...upload, drop: begun?.drop ?? upload.drop }
  }
  await run.send()
  const whole = [...server.uploads.values()].filter(({ file }) => file !== null)
  assert.deepEqual([run.progress().arrived, whole.map(({ drop }) => drop)], [1, ['drop']])
})

test('a large file goes in pieces of eight MiB', async () => {
  const server = new Server()
  const large = { path: 'big', file: new File([new Uint8Array(20 * 1024 * 1024)], 'big') }
  await runOf(server, [large]).send()
  assert.deepEqual(server.calls, ['begin big', 'send u0 0', 'send u0 8388608', 'send u0 16777216'])
})

test('a full disk stops the upload; what failed and what waited goes when there is room', async () => {
  const server = new Server()
  server.room = 3
  const files = Array.from({ length: 10 }, (_, nth) => file(`f${nth}`, `longer ${nth}`))
  const run = runOf(server, files)
  await run.send()
  assert.equal(run.progress().state, 'stopped')
  assert.ok(run.progress().failed >= 1)
  server.room = 100
  await run.sendAgain()
  assert.deepEqual([run.progress().state, run.progress().arrived], ['arrived', 10])
})

/** As a request that is never answered. */
async function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

test('a pause stops what is on its way, and going on sends the rest of it, in order', async () => {
  const server = new Server()
  const run = runOf(
    server,
    Array.from({ length: 6 }, (_, nth) => file(`f${nth}`, `text ${nth}`)),
  )
  const held = Promise.withResolvers<void>()
  const sendNow = server.send.bind(server)
  let begun = 0
  server.send = async (id, part, options) => {
    if (++begun === 2) held.resolve()
    if (begun > 1 && !again && options) await aborted(options.signal)
    return sendNow(id, part)
  }
  let again = false
  const first = run.send()
  await held.promise
  run.pause()
  await first
  const { state, rows } = run.progress()
  assert.deepEqual([state, rows.some((row) => row.state === 'sending' || row.state === 'failed')], ['paused', false])
  again = true
  run.resume()
  await run.send()
  assert.deepEqual([run.progress().state, run.progress().arrived], ['arrived', 6])
})

test('a pause that comes before the run has gone on holds', async () => {
  const server = new Server()
  const run = runOf(server, [file('a', 'one')])
  const asked = Promise.withResolvers<void>()
  const sendNow = server.send.bind(server)
  server.send = (_id, _part, options) => {
    asked.resolve()
    return aborted(options?.signal ?? AbortSignal.abort())
  }
  const first = run.send()
  await asked.promise
  run.pause()
  run.resume()
  run.pause()
  await first
  await new Promise(setImmediate)
  assert.deepEqual([run.progress().state, run.progress().rows[0]?.state], ['paused', 'waiting'])
  server.send = sendNow
  run.resume()
  await run.send()
  assert.equal(run.progress().arrived, 1)
})

test('a file that is given up is not sent, unless the person thinks better of it', async () => {
  const server = new Server()
  const run = runOf(server, [file('a', 'one'), file('b', 'two'), file('c', 'three')])
  run.giveUp([1])
  await run.send()
  assert.deepEqual(
    run.progress().rows.map(({ state }) => state),
    ['arrived', 'cancelled', 'arrived'],
  )
  await run.sendAgain()
  assert.equal(run.progress().arrived, 2)
  await run.sendAgain([1])
  assert.equal(run.progress().arrived, 3)
})

test('what failed and is sent again does not wait for all that comes after it', async () => {
  const server = new Server()
  const beginNow = server.begin.bind(server)
  const order: string[] = []
  let tries = 0
  server.begin = async (offer) => {
    order.push(offer.path)
    if (offer.path === 'f0' && ++tries === 1) throw new Fault('wrong-type', { subject: 'f0' })
    if (offer.path === 'f5' && tries === 1) void run.sendAgain([0])
    return beginNow(offer)
  }
  const run = runOf(
    server,
    Array.from({ length: 30 }, (_, nth) => file(`f${nth}`, `text ${nth}`)),
  )
  await run.send()
  assert.ok(order.lastIndexOf('f0') < order.indexOf('f20'), order.join(' '))
})
