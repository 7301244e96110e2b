import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { IoLane } from './io.ts'

/** A thread that ends at its first call, and one that answers every call with `true`. */
const dying = 'parentPort.on("message", () => process.exit(1))'
const answering =
  'parentPort.on("message", ({ text }) => parentPort.postMessage(JSON.stringify({ ...JSON.parse(text), ok: true, value: [true] })))'

function threadOf(folder: string, body: string): URL {
  const path = join(folder, 'thread.mjs')
  writeFileSync(path, `import { parentPort } from 'node:worker_threads'\n${body}\n`)
  return pathToFileURL(path)
}

test('a thread that ends fails what it was asked, and the next call has another', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ threads: 1, entry: threadOf(folder.path, dying) })
  await assert.rejects(io.call('occupied', ['/a']), { code: 'bug' })
  threadOf(folder.path, answering)
  assert.deepEqual(await io.call('occupied', ['/a']), [true])
})

test('whoever asks one certain thread for the rest is told that it has ended', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ threads: 1, entry: threadOf(folder.path, dying) })
  const pinned = io.pinned()
  await assert.rejects(pinned.call('walkNext', 1), { code: 'bug' })
  await assert.rejects(pinned.call('walkNext', 1), { code: 'bug' })
})

test('closing does not wait for an answer of a thread that has ended', async () => {
  using folder = temporaryFolder()
  const io = new IoLane({ threads: 1, entry: threadOf(folder.path, dying) })
  const asked = assert.rejects(io.call('occupied', ['/a']), { code: 'bug' })
  await io[Symbol.asyncDispose]()
  await asked
  assert.ok(existsSync(folder.path))
})
