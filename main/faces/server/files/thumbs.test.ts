import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { type Served, served } from '../testing/served.ts'
import { SocketClient } from '../testing/socket-client.ts'

function picture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer()
}

const thumb = (place: Served, path: string) => place.fetch(`/api/thumb?path=${encodeURIComponent(path)}&size=64`)

test('a picture in a granted folder has a small one, made once and kept', async () => {
  await using place = await served()
  const path = join(place.root, 'in', 'wide.jpg')
  writeFileSync(path, await picture(400, 200))
  const [answer, again] = await Promise.all([thumb(place, path), thumb(place, path)])
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/webp'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  const { width, height, format } = await sharp(bytes).metadata()
  assert.deepEqual([width, height, format], [64, 32, 'webp'])
  assert.deepEqual(Buffer.from(await again.arrayBuffer()), bytes)
  const etag = answer.headers.get('etag') ?? ''
  const known = await place.fetch(`/api/thumb?path=${encodeURIComponent(path)}&size=64`, {
    headers: { 'if-none-match': etag },
  })
  assert.equal(known.status, 304)
  assert.equal(readdirSync(join(place.host.stateFolder, 'thumbnails')).length, 1)
  writeFileSync(path, await picture(200, 400))
  const changed = await sharp(Buffer.from(await (await thumb(place, path)).arrayBuffer())).metadata()
  assert.deepEqual([changed.width, changed.height], [32, 64])
})

test('originals and results of a batch have theirs', async () => {
  await using place = await served()
  const path = join(place.root, 'in', 'a.jpg')
  writeFileSync(path, await picture(300, 300))
  using client = await SocketClient.connect(place)
  await client.call('events.start', {})
  await client.ask('batch.start', { recipe: 'copy', sources: [path], out: join(place.root, 'out'), waitMs: null })
  await client.untilTold(({ type }) => type === 'finished')
  for (const which of ['original', '0']) {
    const answer = await place.fetch(`/api/thumb/last/0/${which}?size=32&v=1`)
    assert.equal((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width, 32)
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  }
  assert.equal((await place.fetch('/api/thumb/last/0/1')).status, 404)
})

test('what no result could be made of is still seen: the first picture of an animated PNG', async () => {
  await using place = await served()
  const path = join(place.root, 'in', 'moving.png')
  const still = await sharp(await picture(40, 30))
    .png()
    .toBuffer()
  const body = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])
  const says = Buffer.concat([Buffer.from('acTL'), body])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  checksum.writeUInt32BE(crc32(says))
  writeFileSync(path, Buffer.concat([still.subarray(0, 33), length, says, checksum, still.subarray(33)]))
  const answer = await thumb(place, path)
  const { width, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  assert.deepEqual([answer.status, width, format], [200, 40, 'webp'])
})

test('what is no picture, damaged, gone or not granted has none, and leaves nothing behind', async () => {
  await using place = await served()
  const text = join(place.root, 'in', 'a.txt')
  const damaged = join(place.root, 'in', 'b.jpg')
  writeFileSync(text, 'no picture')
  writeFileSync(damaged, (await picture(500, 500)).subarray(0, 300))
  assert.deepEqual(
    [await thumb(place, text), await thumb(place, damaged), await thumb(place, `${text}x`)].map(({ status }) => status),
    [404, 404, 404],
  )
  assert.equal((await thumb(place, '/etc/hostname')).status, 403)
  assert.equal((await place.fetch(`/api/thumb?path=${text}&size=5000`)).status, 400)
  const cache = join(place.host.stateFolder, 'thumbnails')
  assert.deepEqual(existsSync(cache) ? readdirSync(cache) : [], [])
})
