import assert from 'node:assert/strict'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { PictureCache } from './picture-cache.ts'

const options = { mostBytes: 100, ending: '.webp' }

async function keep(cache: PictureCache, key: string, { bytes, nowMs }: { bytes: number; nowMs: number }) {
  const path = cache.attempt('made')
  writeFileSync(path, Buffer.alloc(bytes))
  return cache.keep(key, { path, bytes, nowMs })
}

test('a picture is found by everybody who asks for it at the same time', async () => {
  using folder = temporaryFolder()
  const cache = await PictureCache.open(folder.path, options)
  const path = await keep(cache, 'a', { bytes: 10, nowMs: 1 })
  const found = await Promise.all([1, 2, 3].map((nowMs) => cache.find('a', { nowMs })))
  assert.deepEqual(found, [path, path, path])
})

test('a picture that is made once more counts once', async () => {
  using folder = temporaryFolder()
  const cache = await PictureCache.open(folder.path, options)
  for (let nowMs = 1; nowMs <= 20; nowMs++) await keep(cache, 'a', { bytes: 40, nowMs })
  await keep(cache, 'b', { bytes: 40, nowMs: 21 })
  assert.deepEqual(readdirSync(folder.path).sort(), ['a.webp', 'b.webp'])
})

test('the least recently used go when there is no more room, and one that has gone is not found', async () => {
  using folder = temporaryFolder()
  const cache = await PictureCache.open(folder.path, options)
  for (const [nowMs, key] of ['a', 'b'].entries()) await keep(cache, key, { bytes: 40, nowMs })
  await cache.find('a', { nowMs: 5 })
  await keep(cache, 'c', { bytes: 40, nowMs: 6 })
  assert.deepEqual(readdirSync(folder.path).sort(), ['a.webp', 'c.webp'])
  rmSync(join(folder.path, 'a.webp'))
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((key) => cache.find(key, { nowMs: 7 }))), [
    null,
    null,
    join(folder.path, 'c.webp'),
  ])
})

test('a folder that could not be opened is opened again when it is needed next', async () => {
  using root = temporaryFolder()
  const folder = join(root.path, 'seen')
  const open = PictureCache.whenNeeded(folder, options)
  writeFileSync(folder, 'in the way')
  await assert.rejects(open())
  rmSync(folder)
  assert.equal(await open(), await open())
})
