import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import { UploadStore } from './upload-store.ts'

const wanted = { drop: 'drop-0001', path: 'a.bin', sizeBytes: 6, modifiedMs: 0, key: 'k', nth: null }
/** More than any disk has room for. */
const sizeBytes = 2 ** 52

test('an upload that is known goes on only where the disk has room for the rest of it, and stays where it is', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-uploads-'))
  const quotaBytes = Number.POSITIVE_INFINITY
  const open = () => UploadStore.open({ folder: folder.path, quotaBytes, keepMs: 0, clock: new VirtualClock() })
  const { upload } = await (await open()).begin(wanted)
  const record = join(folder.path, 'records', `${upload.id}.json`)
  // As if it had begun when there was room.
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), sizeBytes }))
  const store = await open()
  for (const drop of ['drop-0001', 'drop-0002'])
    await assert.rejects(store.begin({ ...wanted, sizeBytes, drop }), { code: 'disk-full' }, drop)
  const { uploads } = await store.inDrop('drop-0001')
  assert.deepEqual(
    uploads.map(({ id }) => id),
    [upload.id],
  )
})

test('a file that is linked to what is here already counts as one of the files there may be', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-uploads-'))
  const options = { folder: folder.path, quotaBytes: 100, keepMs: 0, clock: new VirtualClock() }
  const store = await UploadStore.open({ ...options, filesMost: 2 })
  const { upload } = await store.begin(wanted)
  await store.append(upload.id, { bytes: Readable.from([Buffer.from('sixsix')]), lengthBytes: 6, offset: 0 })
  const { upload: linked } = await store.begin({ ...wanted, drop: 'drop-0002' })
  assert.equal(linked.offset, 6)
  await assert.rejects(store.begin({ ...wanted, drop: 'drop-0003' }), { code: 'disk-full' })
  await store.remove(upload.id)
  await store.begin({ ...wanted, drop: 'drop-0003' })
})
