import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempDisposable, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { taggedTiff } from '../test/fixtures/tagged-tiff.ts'
import { sharp } from './carriers/sharp-module.ts'
import { inspect } from './inspect.ts'

/** What a file tells, but for the time at which this test made it. */
async function look(name: string, content: Buffer) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-inspect-'))
  await writeFile(join(folder.path, name), content)
  const { created: _, ...told } = await inspect(join(folder.path, name))
  return told
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A film of nothing whose container says when it was recorded, in seconds from 1904 on. */
function film(seconds: number, more: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(100)
  header.writeUInt32BE(seconds, 4)
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  \0\0\0\0qt  ')),
    box('mdat', Buffer.alloc(700_000)),
    box('moov', Buffer.concat([box('mvhd', header), more])),
  ])
}

const at = Date.UTC(2024, 4, 1, 12)
const from1904 = at / 1000 + 2_082_844_800

test('tags have the first word on when a picture was taken', async () => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Make: 'Box' }, IFD2: { DateTimeOriginal: '2020:02:03 04:05:06' } })
    .jpeg()
    .toBuffer()
  assert.deepEqual(await look('IMG_20240501_120000.jpg', photo), {
    date: '2020-02-03T04:05:06',
    'date-source': 'exif',
    camera: 'Box',
  })
})

test('a TIFF file has its tags wherever it says', async () => {
  const tags = { picture: { 0x010f: 'Box' }, exif: { 0x9003: '2020:02:03 04:05:06' }, gps: {} }
  for (const padding of [0, 600_000])
    assert.deepEqual(await look('a.tif', await taggedTiff(tags, { padding })), {
      date: '2020-02-03T04:05:06',
      'date-source': 'exif',
      camera: 'Box',
    })
})

test('a tag that is no time is passed over for one that is, and then for the name', async () => {
  const tagged = (tags: Record<string, string>) =>
    sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .withExif({ IFD2: tags })
      .jpeg()
      .toBuffer()
  const [zeros, noDay, created] = ['0000:00:00 00:00:00', '2023:02:31 10:00:00', '2020:02:03 04:05:06']
  const name = 'IMG_20240501_120000.jpg'
  const both = await look(name, await tagged({ DateTimeOriginal: zeros, DateTimeDigitized: created }))
  assert.deepEqual(both, { date: '2020-02-03T04:05:06', 'date-source': 'exif' })
  for (const tag of [zeros, noDay, '2023:01:01 25:00:00'])
    assert.deepEqual(await look(name, await tagged({ DateTimeOriginal: tag })), {
      date: '2024-05-01T12:00:00',
      'date-source': 'name',
    })
})

test('a video tells by its container, wherever that says so', async () => {
  assert.deepEqual(await look('2020-01-01.mov', film(from1904)), { date: at, 'date-source': 'container' })
  const apple = box('meta', Buffer.from('com.apple.quicktime.creationdate\0\x012024-05-01T14:00:00+0200'))
  assert.deepEqual(await look('a.mov', film(1, apple)), { date: at, 'date-source': 'container' })
})

test('names tell where nothing inside does, and only days that there are', async () => {
  const nameTells = async (name: string) => {
    const { date, 'date-source': source } = await look(name, film(0))
    return [date, source]
  }
  for (const [name, date] of [
    ['IMG_20240501_120000.mov', '2024-05-01T12:00:00'],
    ['PXL_20240501_120000123.mp4', '2024-05-01T12:00:00'],
    ['2024-05-01 12.00.00 beach.mov', '2024-05-01T12:00:00'],
    ['WhatsApp Video 2024-05-01 at 12.00.00.mp4', '2024-05-01T12:00:00'],
    ['Scan 2024-05-01.mp4', '2024-05-01T00:00:00'],
    ['IMG-20240501-WA0003.mp4', '2024-05-01T00:00:00'],
  ] as const)
    assert.deepEqual(await nameTells(name), [date, 'name'], name)
  for (const name of ['IMG_0001.mov', '20240431.mov', '120240501.mov', '20241301_120000.mov', 'order 20240501123.mov'])
    assert.deepEqual(await nameTells(name), [undefined, 'modified'], name)
})

test('when a file was created is told, though it was changed since', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-inspect-'))
  const path = join(folder.path, 'a.txt')
  await writeFile(path, 'text')
  await utimes(path, 1e9, 1e9)
  const { birthtimeMs } = await stat(path)
  assert.equal((await inspect(path))['created'], birthtimeMs > 0 ? Math.trunc(birthtimeMs) : undefined)
})

test('whatever is damaged, or no file at all, was made when it was modified', async () => {
  const unknown = { 'date-source': 'modified' }
  assert.deepEqual(await look('a.mov', film(from1904).subarray(0, 50)), unknown)
  const loop = film(from1904)
  loop.writeUInt32BE(0, 20)
  assert.deepEqual(await look('c.mov', film(1)), unknown)
  assert.deepEqual(await look('b.mov', loop), unknown)
  assert.deepEqual(await inspect('/no/such/file'), unknown)
})

const noPipes = process.platform === 'win32' && 'pipes are no files here'

test('a pipe is not waited for, whether anybody writes into it or not', {
  skip: noPipes,
  timeout: 20_000,
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-inspect-'))
  const pipe = join(folder.path, 'IMG_20240501_120000.jpg')
  execFileSync('mkfifo', [pipe])
  assert.deepEqual(await inspect(pipe), { 'date-source': 'modified' })
})
