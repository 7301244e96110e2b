import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtempDisposable, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { heicPicture } from '../test/fixtures/heic.ts'
import { taggedTiff } from '../test/fixtures/tagged-tiff.ts'
import { Fault } from '../contract/fault.ts'
import { pngChunk } from './carriers/png-chunks.ts'
import { sharp } from './carriers/sharp-module.ts'
import { inspect } from './inspect.ts'
import { kindByContent } from './kind-by-content.ts'

/** What a file tells, but for the time at which this test made it. */
async function look(name: string, content: Buffer) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-inspect-'))
  await mkdir(dirname(join(folder.path, name)), { recursive: true })
  await writeFile(join(folder.path, name), content)
  const { created: _, ...told } = await inspect(join(folder.path, name))
  return told
}

const painted = () => sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })

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

test('an evening stays on the day that the camera showed, though its tags also tell the zone', async () => {
  const tags = { DateTimeOriginal: '2019:12:31 20:00:00', OffsetTimeOriginal: '-05:00' }
  const evening = { date: '2019-12-31T20:00:00', 'date-source': 'exif' }
  assert.deepEqual(await look('a.jpg', await painted().withExif({ IFD2: tags }).jpeg().toBuffer()), evening)
  const exif = { 0x9003: tags.DateTimeOriginal, 0x9011: tags.OffsetTimeOriginal }
  assert.deepEqual(await look('a.tif', await taggedTiff({ picture: {}, exif, gps: {} })), evening)
})

const formats = ['png', 'webp', 'avif'] as const
const tagged = (format: (typeof formats)[number]): Promise<Buffer> =>
  painted()
    .withExif({ IFD0: { Make: 'Box' }, IFD2: { DateTimeOriginal: '2020:02:03 04:05:06' } })
    .toFormat(format)
    .toBuffer()
const told = { date: '2020-02-03T04:05:06', 'date-source': 'exif', camera: 'Box' }

test('pictures of newer formats have their tags where their own tables say', async () => {
  for (const format of formats) assert.deepEqual(await look(`a.${format}`, await tagged(format)), told, format)
  assert.equal((await look('a.heic', heicPicture))['camera'], 'Box')
  const exif = Buffer.concat([Buffer.from('\0\0\0\x06Exif\0\0'), await blockOf('webp')])
  const jxl = [box('JXL ', Buffer.from('\r\n\x87\n', 'latin1')), box('ftyp', Buffer.from('jxl \0\0\0\0jxl '))]
  assert.deepEqual(await look('a.jxl', Buffer.concat([...jxl, box('jxlc', Buffer.alloc(9)), box('Exif', exif)])), told)
})

test('tags are found behind however many pixels', async () => {
  const webp = await tagged('webp')
  const at = webp.indexOf('EXIF')
  const pixels = Buffer.concat([Buffer.from('VP8 '), Buffer.alloc(4), Buffer.alloc(700_000)])
  pixels.writeUInt32LE(700_000, 4)
  assert.deepEqual(await look('a.webp', Buffer.concat([webp.subarray(0, at), pixels, webp.subarray(at)])), told)
  const png = await painted().png().toBuffer()
  const chunks = [pngChunk('IDAT', Buffer.alloc(700_000)), pngChunk('eXIf', await blockOf('png'))]
  assert.deepEqual(await look('a.png', Buffer.concat([png.subarray(0, -12), ...chunks, png.subarray(-12)])), told)
})

/** The tags alone, as a TIFF file has them. */
async function blockOf(format: 'png' | 'webp'): Promise<Buffer> {
  const picture = await tagged(format)
  return picture.subarray(picture.indexOf('II*\0'))
}

test('a newer picture that is damaged anywhere has no date, or the one it had, and takes no time', async () => {
  for (const format of formats) {
    const whole = await tagged(format)
    for (let at = 0; at < whole.length; at += 1) {
      const broken = Buffer.from(whole)
      broken.writeUInt8(0xff, at)
      const { 'date-source': source } = await look(`a.${format}`, at % 2 === 0 ? broken : whole.subarray(0, at))
      assert.ok(['exif', 'modified'].includes(String(source)), `${format} ${at}: ${source}`)
    }
  }
})

test('a date in the name of a folder is not that of a file in it', async () => {
  const { 'date-source': source } = await look('2019-02-03 holidays/a.jpg', await painted().jpeg().toBuffer())
  assert.equal(source, 'modified')
})

test('tags have the first word on when a picture was taken', async () => {
  const photo = await painted()
    .withExif({ IFD0: { Make: 'Box' }, IFD2: { DateTimeOriginal: '2020:02:03 04:05:06' } })
    .jpeg()
    .toBuffer()
  assert.deepEqual(await look('IMG_20240501_120000.jpg', photo), {
    date: '2020-02-03T04:05:06',
    'date-source': 'exif',
    camera: 'Box',
  })
})

test('a camera is named by its maker and its model, and its maker only once', async () => {
  const named = {
    'Canon EOS R6': { Make: 'Canon', Model: 'Canon EOS R6' },
    'NIKON D850': { Make: 'NIKON CORPORATION', Model: 'NIKON D850' },
    'Apple iPhone 15': { Make: 'Apple', Model: 'iPhone 15' },
    'Canon Canonet': { Make: 'Canon', Model: 'Canonet' },
    Box: { Model: 'Box' },
  }
  for (const [camera, IFD0] of Object.entries<Record<string, string>>(named))
    assert.equal((await look('a.jpg', await painted().withExif({ IFD0 }).jpeg().toBuffer()))['camera'], camera)
})

test('a camera that is told as a number, as no program should, takes nothing from the date', async () => {
  const photo = await painted()
    .withExif({ IFD0: { Make: 'Box' }, IFD2: { DateTimeOriginal: '2020:02:03 04:05:06' } })
    .jpeg()
    .toBuffer()
  // Behind the number of the tag of the maker: text of four letters becomes one short number.
  const [text, short] = ['0f01020004000000', '0f01030001000000'].map((tag) => Buffer.from(tag, 'hex'))
  short?.copy(photo, photo.indexOf(text ?? ''))
  const { date, 'date-source': source } = await look('a.jpg', photo)
  assert.deepEqual([date, source], [told.date, 'exif'])
})

const archives = (fields: [number, string][]): Buffer => {
  const said = fields.map(
    ([number, text]) => `\x1c\x02${String.fromCharCode(number)}\0${String.fromCharCode(text.length)}${text}`,
  )
  const content = `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0${String.fromCharCode(said.join('').length)}${said.join('')}`
  return Buffer.from(`\xff\xed\0${String.fromCharCode(content.length + 2)}${content}`, 'latin1')
}
const packet = (attributes: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${attributes}/></rdf:RDF></x:xmpmeta>`

test('a date that stands only in XMP is the day that the clock showed, in every format', async () => {
  const told = { date: '2019-12-31T20:00:00', 'date-source': 'exif' }
  const says = packet('exif:DateTimeOriginal="2019-12-31T20:00:00.25-05:00" xmp:CreateDate="2021-01-01T00:00:00"')
  for (const format of ['jpeg', 'webp', 'avif', 'tiff'] as const)
    assert.deepEqual(await look(`a.${format}`, await painted().withXmp(says).toFormat(format).toBuffer()), told, format)
  const png = await painted().png().toBuffer()
  const text = pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${says}`))
  const pixels = pngChunk('IDAT', Buffer.alloc(700_000))
  assert.deepEqual(await look('a.png', Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])), told)
  assert.deepEqual(await look('a.png', Buffer.concat([png.subarray(0, -12), pixels, text, png.subarray(-12)])), told)
})

test('of what stands beside the tags, the surest has the word: XMP, then IPTC', async () => {
  const plain = async (attributes: string) =>
    attributes === '' ? painted().jpeg().toBuffer() : painted().withXmp(packet(attributes)).jpeg().toBuffer()
  const iptc = archives([
    [55, '20180102'],
    [60, '101112+0100'],
  ])
  for (const [attributes, date] of [
    ['xmp:CreateDate="2021-02-03T04:05:06Z" photoshop:DateCreated="2020-02-03T04:05"', '2020-02-03T04:05:00'],
    ['xmp:CreateDate="2021-02-03T04:05:06Z" photoshop:DateCreated="2020-02"', '2021-02-03T04:05:06'],
    ['photoshop:DateCreated="2020-02-03"', '2020-02-03T00:00:00'],
    ['photoshop:DateCreated="2020-02-31"', '2018-01-02T10:11:12'],
    ['', '2018-01-02T10:11:12'],
  ] as const) {
    const photo = await plain(attributes)
    const both = Buffer.concat([photo.subarray(0, 2), iptc, photo.subarray(2)])
    const told = await look('IMG_20240501_120000.jpg', both)
    assert.deepEqual(told, { date, 'date-source': 'exif' }, attributes)
  }
})

test('when its tags say it was changed tells more than when the file was, and less than its name', async () => {
  const exif = { IFD0: { DateTime: '2019:01:02 03:04:05' } }
  const changed = { date: '2019-01-02T03:04:05', 'date-source': 'exif' }
  for (const format of ['jpeg', 'png'] as const) {
    const photo = await painted().withExif(exif).toFormat(format).toBuffer()
    assert.deepEqual(await look(`a.${format}`, photo), changed)
    const { date } = await look(`IMG_20240501_120000.${format}`, photo)
    assert.equal(date, '2024-05-01T12:00:00')
  }
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
  const tagged = (tags: Record<string, string>) => painted().withExif({ IFD2: tags }).jpeg().toBuffer()
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
  const apple = box('meta', Buffer.from('com.apple.quicktime.creationdate\0\x012019-12-31T20:00:00-0500'))
  assert.deepEqual(await look('a.mov', film(1, apple)), { date: '2019-12-31T20:00:00', 'date-source': 'container' })
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
  assert.deepEqual(await look('d.mov', film(2_082_844_800)), unknown, 'a clock that began with Unix and was never set')
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

test('of a file that the disk does not give it is not said when it was made, nor what it is', {
  skip: process.platform !== 'linux' && 'needs a file that cannot be read',
}, async () => {
  const unreadable = '/proc/self/mem'
  for (const look of [inspect, kindByContent])
    await assert.rejects(look(unreadable), (error) => error instanceof Fault && error.code === 'io-error')
})
