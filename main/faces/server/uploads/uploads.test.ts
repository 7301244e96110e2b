import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import { type Served, served } from '../testing/served.ts'
import { signedIn } from '../testing/signed-in.ts'
import { SocketClient } from '../testing/socket-client.ts'
import type { Upload, UploadRequest } from './upload-record.ts'
import { UploadStore } from './upload-store.ts'

const drop = 'drop-0001'
const modifiedMs = 1_700_000_000_000
const json = { 'content-type': 'application/json' }
const stream = { 'content-type': 'application/octet-stream' }

async function begin(place: Served, wanted: Partial<UploadRequest>): Promise<{ status: number; upload: Upload }> {
  const body = JSON.stringify({ drop, path: 'a.bin', sizeBytes: 0, modifiedMs, key: '', ...wanted })
  const answer = await place.fetch('/api/uploads', { method: 'POST', headers: json, body })
  return { status: answer.status, upload: (await answer.json()) as Upload }
}

async function send(place: Served, { id }: Upload, { offset, bytes }: { offset: number; bytes: Buffer }) {
  const path = `/api/uploads/${id}?offset=${offset}`
  const answer = await place.fetch(path, { method: 'PATCH', headers: stream, body: bytes as never })
  return { status: answer.status, upload: (await answer.json()) as Upload }
}

/** Begins to send as a script, or as a browser that has signed in, and waits until this much has arrived. */
async function beginSending(
  place: Served,
  { id, sizeBytes }: Upload,
  { bytes, headers }: { bytes: Buffer; headers?: Record<string, string> },
): Promise<ClientRequest> {
  const whose = headers ?? { authorization: `Bearer ${place.server.token}` }
  const sending = request(new URL(`/api/uploads/${id}?offset=0`, place.server.url), {
    method: 'PATCH',
    headers: { ...stream, ...whose, 'content-length': sizeBytes },
  })
  sending.on('error', () => {})
  sending.write(bytes)
  while ((await offsetOf(place, id)) < bytes.length);
  return sending
}

async function offsetOf(place: Served, id: string): Promise<number> {
  return ((await (await place.fetch(`/api/uploads/${id}`)).json()) as Upload).offset
}

test('a file comes in pieces, keeps its place and its time, and can be run over at once', async () => {
  await using place = await served()
  const bytes = randomBytes(300_000)
  const { status, upload } = await begin(place, { path: 'Holiday/a.bin', sizeBytes: bytes.length })
  assert.deepEqual([status, upload.offset, upload.file], [201, 0, null])
  const half = await send(place, upload, { offset: 0, bytes: bytes.subarray(0, 100_000) })
  assert.deepEqual([half.status, half.upload.offset], [200, 100_000])
  const { upload: whole } = await send(place, upload, { offset: 100_000, bytes: bytes.subarray(100_000) })
  const file = whole.file ?? ''
  assert.ok(file.endsWith(join(drop, 'Holiday', 'a.bin')))
  assert.deepEqual(readFileSync(file), bytes)
  assert.equal(statSync(file).mtimeMs, modifiedMs)

  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  const list = (await (await place.fetch(`/api/uploads?drop=${drop}`)).json()) as { folder: string }
  const results = (await client.ask('place.roots', {})).roots.find(({ title }) => title === 'Results')?.path ?? ''
  // Folders that are not there yet are made.
  const out = join(results, 'Millrace results', 'Holiday')
  await client.ask('batch.start', { recipe: 'copy', sources: [list.folder], out, waitMs: null })
  await client.untilTold(({ type }) => type === 'finished')
  const [made = ''] = readdirSync(results, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.bin'),
  )
  assert.deepEqual(readFileSync(join(results, made)), bytes)
  // As private as any new file of the server's, and no more: what was sent lies in a folder that only the server may open.
  assert.equal(statSync(join(results, made)).mode & 0o777, 0o666 & ~process.umask())
  if (process.platform !== 'win32') assert.equal(statSync(list.folder).mode & 0o077, 0)
})

test('what is made of all that was sent is called as that was, never as the folder it lies in here', async () => {
  await using place = await served()
  const sent = { 'drop-1001': ['Holiday/a.bin', 'Holiday/sub/b.bin'], 'drop-1002': ['a.bin', 'Holiday/b.bin'] }
  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  const results = (await client.ask('place.roots', {})).roots.find(({ title }) => title === 'Results')?.path ?? ''
  for (const [inDrop, paths] of Object.entries(sent)) {
    for (const path of paths) {
      const { upload } = await begin(place, { drop: inDrop, path, sizeBytes: 1, key: path })
      await send(place, upload, { offset: 0, bytes: Buffer.from('x') })
    }
    const { folder } = (await (await place.fetch(`/api/uploads?drop=${inDrop}`)).json()) as { folder: string }
    const { batch } = await client.ask('batch.start', {
      recipe: 'checksums',
      sources: [folder],
      out: results,
      waitMs: null,
    })
    await client.untilTold((event) => event.type === 'finished' && event.batch.batchId === batch.batchId)
  }
  assert.deepEqual(readdirSync(results).toSorted(), ['Checksums.sha256', 'Holiday.sha256'])
})

test('a piece at the wrong place is refused with the right one', async () => {
  await using place = await served()
  const { upload } = await begin(place, { sizeBytes: 10 })
  await send(place, upload, { offset: 0, bytes: Buffer.from('01234') })
  for (const offset of [0, 4, 6]) {
    const { status, upload: told } = await send(place, upload, { offset, bytes: Buffer.from('56789') })
    assert.deepEqual([status, told.offset], [409, 5])
  }
})

test('what has arrived when a sender breaks off is kept, and the rest is enough', async () => {
  await using place = await served()
  const bytes = randomBytes(2 ** 20)
  const { upload } = await begin(place, { sizeBytes: bytes.length })
  const sending = await beginSending(place, upload, { bytes: bytes.subarray(0, 500_000) })
  const closed = new Promise((resolve) => sending.once('close', resolve))
  sending.destroy()
  await closed
  const rest = await send(place, upload, { offset: 500_000, bytes: bytes.subarray(500_000) })
  assert.equal(rest.status, 200)
  assert.deepEqual(readFileSync(rest.upload.file ?? ''), bytes)
})

test('an upload ends when whoever sends it signs out, and what has come of it is kept', async () => {
  await using place = await served()
  const { upload } = await begin(place, { sizeBytes: 2 ** 20 })
  const { headers, signOut } = await signedIn(place)
  const sending = await beginSending(place, upload, { bytes: Buffer.alloc(500_000), headers })
  const cutOff = once(sending, 'error', { signal: AbortSignal.timeout(20_000) })
  await signOut()
  await cutOff
  assert.equal(await offsetOf(place, upload.id), 500_000)
})

test('the same file is not sent again, to the same place or another', async () => {
  await using place = await served()
  const bytes = Buffer.from('the same')
  const wanted = { sizeBytes: bytes.length, key: 'k' }
  const first = await begin(place, wanted)
  await send(place, first.upload, { offset: 0, bytes: bytes.subarray(0, 3) })
  const unfinished = await begin(place, { ...wanted, drop: 'drop-0002', path: 'b.bin' })
  assert.deepEqual([unfinished.status, unfinished.upload.offset], [200, 3])
  await send(place, unfinished.upload, { offset: 3, bytes: bytes.subarray(3) })
  const again = await begin(place, { ...wanted, drop: 'drop-0003' })
  assert.deepEqual([again.status, again.upload.offset], [200, bytes.length])
  assert.deepEqual(readFileSync(again.upload.file ?? ''), bytes)
  const other = await begin(place, { ...wanted, drop: 'drop-0003', key: 'other' })
  assert.equal(other.status, 409)
})

test('two files of one drop with the same content both arrive, sent one beside the other or one after the other', async () => {
  await using place = await served()
  const bytes = Buffer.from('the same')
  const wanted = { sizeBytes: bytes.length, key: 'k' }
  const beside = [await begin(place, wanted), await begin(place, { ...wanted, path: 'b.bin' })]
  for (const { upload } of beside) await send(place, upload, { offset: 0, bytes })
  const { upload } = await begin(place, { ...wanted, path: 'c.bin' })
  assert.equal(upload.offset, bytes.length)
  const { uploads } = (await (await place.fetch(`/api/uploads?drop=${drop}`)).json()) as { uploads: Upload[] }
  const files = uploads.map(({ path, file }) => `${path}: ${readFileSync(file ?? '', 'utf8')}`)
  assert.deepEqual(files.toSorted(), ['a.bin: the same', 'b.bin: the same', 'c.bin: the same'])
})

test('no name leads out of its drop', async () => {
  await using place = await served()
  const wrong = [
    '../a',
    '/etc/passwd',
    'a/../../b',
    '',
    'a//b',
    '.',
    '.mr-vault',
    'a\0b',
    'x'.repeat(256),
    'a/'.repeat(100),
  ]
  for (const path of wrong) assert.equal((await begin(place, { path, sizeBytes: 1 })).status, 400, JSON.stringify(path))
  assert.equal((await begin(place, { drop: '../../../x', sizeBytes: 1 })).status, 400)
})

test('a file of a time that no calendar has is refused, and leaves nothing in the way of another', async () => {
  await using place = await served()
  assert.equal((await begin(place, { modifiedMs: 1e300 })).status, 400)
  assert.equal((await begin(place, {})).status, 201)
})

test('what is too large, or more than announced, or over the quota is refused before it is read', async () => {
  await using place = await served({ uploadsMb: 1 })
  assert.equal((await begin(place, { sizeBytes: 2 ** 20 + 1 })).status, 413)
  const { upload } = await begin(place, { sizeBytes: 700_000 })
  assert.equal((await begin(place, { path: 'b', sizeBytes: 700_000 })).status, 507)
  assert.equal((await send(place, upload, { offset: 0, bytes: Buffer.alloc(700_001) })).status, 413)
  const removed = await place.fetch(`/api/uploads/${upload.id}`, { method: 'DELETE' })
  assert.equal(removed.status, 204)
  assert.equal((await begin(place, { path: 'b', sizeBytes: 700_000 })).status, 201)
})

test('uploads survive a restart; the half-made ones go after a day, whole ones after their time, needed ones stay', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-uploads-'))
  const clock = new VirtualClock()
  const open = () => UploadStore.open({ folder: folder.path, quotaBytes: 1000, keepMs: 3 * 86_400_000, clock })
  const first = await open()
  const wanted = { drop, modifiedMs, key: '', nth: null }
  const { upload: half } = await first.begin({ ...wanted, path: 'half', sizeBytes: 6 })
  const { upload: whole } = await first.begin({ ...wanted, path: 'in/whole', sizeBytes: 3 })
  const bytes = (text: string) => ({ bytes: Readable.from([Buffer.from(text)]), offset: 0, lengthBytes: text.length })
  await first.append(half.id, bytes('abc'))
  const { file } = await first.append(whole.id, bytes('abc'))
  writeFileSync(join(folder.path, 'records', 'torn.json'), '{"id":')
  const record = readFileSync(join(folder.path, 'records', `${half.id}.json`))
  writeFileSync(join(folder.path, 'records', `${half.id}.json.new`), record)
  const second = await open()
  const offsets = (await second.inDrop(drop)).uploads.map(({ path, offset }) => `${path} ${offset}`)
  assert.deepEqual(offsets.toSorted(), ['half 3', 'in/whole 3'])
  await clock.advance(2 * 86_400_000)
  await second.expire(() => false)
  assert.deepEqual(
    (await second.inDrop(drop)).uploads.map(({ path }) => path),
    ['in/whole'],
  )
  await clock.advance(2 * 86_400_000)
  await second.expire((needed) => needed.endsWith(drop))
  assert.ok(existsSync(file ?? ''))
  await second.expire(() => false)
  assert.deepEqual(readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).toSorted(), [
    'files',
    'parts',
    'records',
  ])
})

test('a file that is sent once more under another number goes by that one, also after a restart', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-uploads-'))
  const clock = new VirtualClock()
  const open = () => UploadStore.open({ folder: folder.path, quotaBytes: 1000, keepMs: 86_400_000, clock })
  const store = await open()
  const wanted = { drop, modifiedMs, key: 'k', path: 'a.bin', sizeBytes: 6 }
  const { upload } = await store.begin({ ...wanted, nth: 3 })
  const again = await store.begin({ ...wanted, nth: 7 })
  assert.deepEqual(again, { upload: { ...upload, nth: 7 }, isNew: false })
  assert.deepEqual((await (await open()).inDrop(drop)).uploads, [again.upload])
})
