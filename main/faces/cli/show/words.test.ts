import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  aboutDuration,
  countOf,
  durationOf,
  foreseenDuration,
  instantOf,
  numberOf,
  percentOf,
  sizeOf,
} from './words.ts'

test('counts are grouped and agree with their noun', () => {
  assert.deepEqual(
    [countOf(0, 'file'), countOf(1, 'file'), countOf(4742, 'file'), countOf(2, 'folder is', 'folders are')],
    ['0 files', '1 file', '4,742 files', '2 folders are'],
  )
})

test('numbers are grouped as everywhere in English', () => {
  const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
  fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (n) => numberOf(n) === english.format(n)))
})

test('sizes are decimal with one decimal and never read 1000', () => {
  assert.deepEqual([0, 1, 999, 1000, 999_949, 999_951, 34_100_000_000, 1.5e15].map(sizeOf), [
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '999.9 kB',
    '1.0 MB',
    '34.1 GB',
    '1.5 PB',
  ])
})

test('measured times use the two largest units that matter', () => {
  assert.deepEqual([0, 840, 9949, 12_000, 59_600, 60_000, 192_000, 3_600_000, 7_500_000].map(durationOf), [
    '0.0 s',
    '0.8 s',
    '9.9 s',
    '12 s',
    '1 min',
    '1 min',
    '3 min 12 s',
    '1 h',
    '2 h 5 min',
  ])
})

test('estimates are rounded and say so', () => {
  assert.deepEqual([200, 17_000, 58_000, 119_000, 70 * 60_000, 700 * 60_000].map(aboutDuration), [
    'about 5 s',
    'about 20 s',
    'about 1 min',
    'about 2 min',
    'about 1 h 10 min',
    'about 12 h',
  ])
})

test('a run that will be over at once is not said to take seconds', () => {
  assert.deepEqual([300, 999, 1000, 4999, 5000, 58_000].map(foreseenDuration), [
    'under a second',
    'under a second',
    'a few seconds',
    'a few seconds',
    'about 5 s',
    'about 1 min',
  ])
})

test('a share reads 100 % only when it is whole', () => {
  assert.deepEqual([0, 0.725, 0.9999, 1].map(percentOf), ['0 %', '72 %', '99 %', '100 %'])
})

test('instants are told from today', () => {
  const now = new Date(2026, 10, 22, 15, 0).getTime()
  const at = (day: number, hour: number) => instantOf(new Date(2026, 10, day, hour, 2).getTime(), now)
  assert.deepEqual([at(22, 14), at(21, 23), at(20, 9)], ['14:02', 'Yesterday 23:02', '2026-11-20 09:02'])
})
