import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysAgo, formatFor } from './format.ts'
import { localeFor } from './locale-for.ts'
import { foldersOf, formatOf, nameOf, shown, withoutDrop } from './shown-path.ts'

const en = formatFor('en', 'en-GB')

test('sizes are decimal and have one decimal below a hundred', () => {
  const sizes = [0, 999, 1000, 211_900, 999_499, 999_500, 4_800_000, 99_940_000, 186_000_000, 34_100_000_000]
  assert.deepEqual(sizes.map(en.bytes), [
    '0 B',
    '999 B',
    '1 kB',
    '212 kB',
    '999 kB',
    '1.0 MB',
    '4.8 MB',
    '99.9 MB',
    '186 MB',
    '34.1 GB',
  ])
})

test('parts of a list stand beside one another as the language has it', () => {
  assert.equal(en.list(['2 failed', '3 skipped']), '2 failed, 3 skipped')
  assert.equal(formatFor('zh-Hans').list(['版权', '颜色']), '版权、颜色')
})

test('before a larger size of the same unit no unit is said', () => {
  assert.deepEqual([en.bytesBefore(1.5e9, 6.2e9), en.bytesBefore(3e5, 6.2e9)], ['1.5', '300 kB'])
})

test('times are written as somebody would say them', () => {
  assert.deepEqual([48_000, 186_000, 301_000, 3_840_000].map(en.duration), [
    '48 s',
    '3 min 06 s',
    '5 min 01 s',
    '1 h 04 min',
  ])
  assert.deepEqual([400, 31_000, 120_000, 4_200_000].map(en.rough), ['1 second', '31 seconds', '2 min', '1 h 10 min'])
  assert.deepEqual([6_960_000, 7_080_000, 7_500_000].map(en.rough), ['2 h', '2 h', '2 h 10 min'])
  assert.deepEqual([38, 420, 1124].map(en.work), ['38 ms', '420 ms', '1.12 s'])
  assert.deepEqual([420, 9_990, 9_999, 124_000].map(en.seconds), ['0.42 s', '9.99 s', '10.0 s', '2 min 04 s'])
})

test('names stand in the order of the language, and numbers in them as numbers', () => {
  assert.deepEqual(['Scan 10', 'Scan 2', 'ärger', 'Zoo'].toSorted(en.compare), ['ärger', 'Scan 2', 'Scan 10', 'Zoo'])
  assert.deepEqual(['重命名', '阿', '查找'].toSorted(formatFor('zh-Hans').compare), ['阿', '查找', '重命名'])
})

test('another language has its own words', () => {
  const zh = formatFor('zh-Hans')
  assert.deepEqual([48_000, 186_000, 3_840_000].map(zh.duration), ['48 秒', '3 分 06 秒', '1 小时 04 分钟'])
  assert.deepEqual([31_000, 120_000].map(zh.rough), ['31 秒', '2 分钟'])
  assert.deepEqual([zh.work(38), zh.seconds(420)], ['38 毫秒', '0.42 秒'])
  const day = new Date(2020, 10, 22, 14, 5).getTime()
  assert.deepEqual([zh.date(day), zh.day(day), zh.clock(day)], ['2020年11月22日星期日', '11月22日', '14:05'])
})

test('numbers and dates follow the system where it speaks the same language', () => {
  const day = new Date(2020, 10, 22).getTime()
  assert.equal(localeFor('en', ['de-DE', 'en-US']), 'en-US')
  assert.equal(formatFor('en', 'en-US').date(day), 'Sunday November 22, 2020')
  assert.equal(localeFor('en', ['de-DE']), 'en-GB')
  assert.equal(en.date(day), 'Sunday 22 November 2020')
  assert.equal(localeFor('zh-Hans', ['zh-CN']), 'zh-CN')
})

test('a day ends at midnight, whatever the hour', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
  assert.equal(daysAgo(at(22, 23), at(22, 0)), 0)
  assert.equal(daysAgo(at(21, 23), at(22, 0)), 1)
  assert.equal(daysAgo(at(18, 1), at(22, 23)), 4)
})

test('names are shown so that nothing in them can pretend to be something else', () => {
  assert.equal(shown('a\nb\u202egpj.exe\udcff'), 'a␊b�gpj.exe�')
  assert.equal(nameOf('/in/<img src=x onerror=alert(1)>.jpg'), '<img src=x onerror=alert(1)>.jpg')
  assert.equal(foldersOf('/srv/2024/May/Harbour/a.jpg'), '2024 / May / Harbour')
  assert.equal(foldersOf('a.jpg'), '')
  assert.equal(foldersOf('/srv/2024/a.jpg'), '/srv / 2024')
  assert.equal(foldersOf('C:\\Photos\\a.jpg'), 'C: / Photos')
  assert.deepEqual(['a.jpg', 'b.webp', 'c.PNG', 'no'].map(formatOf), ['JPEG', 'WebP', 'PNG', ''])
})

test('of a file that was uploaded a person sees the folders it had on their own computer', () => {
  const drop = '/home/mill/.millrace/uploads/files/0b5f3e0e-6a1c-4b57-9a5e-0f6f3f1c2d3e'
  assert.equal(foldersOf(`${drop}/2024/a.jpg`), '2024')
  assert.equal(foldersOf(`${drop}/a.jpg`), '')
  assert.equal(withoutDrop('/srv/uploads/files/mine/a.jpg'), '/srv/uploads/files/mine/a.jpg')
})
