import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { filesBelow, RecipeRun } from './recipe-run.ts'

const taken = (date: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD2: { DateTimeOriginal: date } })
    .jpeg()
    .toBuffer()

test('sort-photos-by-date: every photo and video in its month, and the report says who told the date', async () => {
  const photo = await taken('2020:02:03 04:05:06')
  using run = new RecipeRun({
    'camera/IMG_1.jpg': photo,
    'camera/copy of IMG_1/IMG_1.jpg': photo,
    'phone/VID_20240501_120000.mp4': 'no container that tells',
    'phone/noname.png': 'x',
    'notes.txt': 'stays',
  })
  utimesSync(join(run.input, 'phone/noname.png'), new Date(2021, 5, 7), new Date(2021, 5, 7))
  const { exitCode, results, report, printed } = await run.run('sort-photos-by-date')
  assert.equal(exitCode, 0, printed)
  assert.match(printed, /^Originals were moved away from where they were\.$/m)
  assert.deepEqual(
    [...results.keys()],
    [
      '2020/2020-02/20200203_040506_IMG_1.jpg',
      '2021/2021-06/20210607_000000_noname.png',
      '2024/2024-05/20240501_120000_VID_20240501_120000.mp4',
    ],
  )
  assert.deepEqual([...filesBelow(run.input).keys()].length, 2)
  assert.deepEqual(
    report.map(({ outputs, state }) => outputs[0]?.facts?.['date-source'] ?? state),
    ['exif', 'skipped', 'skipped', 'name', 'modified'],
  )
})

test('sort-photos-by-date: a raw photo takes its JPEG and its sidecar along', async () => {
  using run = new RecipeRun({ 'DSC_7.NEF': 'raw', 'DSC_7.JPG': 'jpeg', 'DSC_7.xmp': '<x/>', 'other.xmp': 'stays' })
  const taken = new Date(2019, 7, 9, 10, 11, 12)
  utimesSync(join(run.input, 'DSC_7.NEF'), taken, taken)
  const { exitCode, results, printed } = await run.run('sort-photos-by-date')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual(
    [...results.keys()],
    ['JPG', 'NEF', 'xmp'].map((ending) => `2019/2019-08/20190809_101112_DSC_7.${ending}`),
  )
  assert.deepEqual([...filesBelow(run.input).keys()], ['other.xmp'])
})

test('sort-photos-by-date: a photo of New Year’s Eve stays in its year, wherever it is sorted', async () => {
  const eve = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).withExif({
    IFD2: { DateTimeOriginal: '2019:12:31 20:00:00', OffsetTimeOriginal: '-05:00' },
  })
  using run = new RecipeRun({ 'a.jpg': await eve.clone().jpeg().toBuffer(), 'b.webp': await eve.webp().toBuffer() })
  const { exitCode, results, printed } = await run.run('sort-photos-by-date', { env: { TZ: 'Asia/Tokyo' } })
  assert.equal(exitCode, 0, printed)
  const named = ['a.jpg', 'b.webp'].map((name) => `2019/2019-12/20191231_200000_${name}`)
  assert.deepEqual([...results.keys()], named)
})

const noPipes = process.platform === 'win32' && 'pipes are no files here'

test('sort-photos-by-date: a pipe among the photos is passed over', { skip: noPipes, timeout: 60_000 }, async () => {
  using run = new RecipeRun({ 'IMG_1.jpg': await taken('2020:02:03 04:05:06') })
  execFileSync('mkfifo', [join(run.input, 'IMG_2.jpg')])
  const { exitCode, results, printed } = await run.run('sort-photos-by-date')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual([...results.keys()], ['2020/2020-02/20200203_040506_IMG_1.jpg'])
})
