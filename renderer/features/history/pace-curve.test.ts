import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paceCurve } from './pace-curve.ts'

/** So many files had ended every ten seconds. */
const everyTenS = (...ended: number[]) => ended.map((files, nth) => ({ atMs: nth * 10_000, ended: files }))
const filesOf = (...ended: number[]) => paceCurve(everyTenS(...ended)).speeds.map(({ files }) => files)

test('the speed of files that take long is drawn by the minute or the hour, and not as nothing between two of them', () => {
  const points = everyTenS(0, 0, 0, 1, 1, 1, 2, 2, 3)
  assert.deepEqual(paceCurve(points), {
    unit: 'perMin',
    speeds: [
      { atMs: 30_000, files: 2 },
      { atMs: 60_000, files: 2 },
      { atMs: 80_000, files: 3 },
    ],
  })
  const hours = paceCurve([0, 1, 2].map((ended) => ({ atMs: ended * 1_200_000, ended })))
  assert.deepEqual([hours.unit, ...hours.speeds.map(({ files }) => files)], ['perHour', 3, 3])
})

test('two files that take long and happen to end one after the other make no peak', () => {
  const pairs = Array.from({ length: 97 }, (_, s) => ({
    atMs: s * 1000,
    ended: 2 * Math.floor(s / 8) + Math.min(1, s % 8),
  }))
  const { unit, speeds } = paceCurve(pairs)
  const files = speeds.map((one) => one.files)
  assert.equal(unit, 'perMin')
  assert.ok(Math.max(...files) < 2 * Math.min(...files), files.join(' '))
})

test('files of many threads, which begin and end together for many minutes, make no peaks', () => {
  const ends = Array.from({ length: 96 }, (_, nth) => 60 * (1 + Math.floor(nth / 16)) + (nth % 16) / 2)
  const points = Array.from({ length: 369 }, (_, s) => ({
    atMs: s * 1000,
    ended: ends.filter((end) => end <= s).length,
  }))
  const { unit, speeds } = paceCurve(points)
  assert.equal(unit, 'perMin')
  assert.ok(Math.max(...speeds.map(({ files }) => files)) < 20, JSON.stringify(speeds))
})

test('a batch that rested for an hour is drawn in the unit it went in', () => {
  const rested = [0, 60, 120, 180, 240].map((ended, nth) => ({ atMs: nth * 1000 + (nth > 2 ? 3_600_000 : 0), ended }))
  assert.equal(paceCurve(rested).unit, 'perS')
})

test('that of files that take short is drawn by the second, and where it stood still as that', () => {
  assert.equal(paceCurve(everyTenS(0, 200)).unit, 'perS')
  assert.deepEqual(filesOf(0, 200, 200, 200, 300), [20, 0, 0, 10])
})

test('a batch of which no file has ended has no speed', () => {
  assert.deepEqual([filesOf(), filesOf(0), filesOf(0, 0)], [[], [], [0]])
})
