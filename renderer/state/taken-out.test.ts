import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takenOut } from './taken-out.ts'

test('tags of a photo are told as place, time, camera and the rest, each once', () => {
  const removed = 'EXIF, ColorSpace, DateTimeOriginal, GPSLatitude, GPSDateStamp, Make, Model, ModifyDate, latitude'
  assert.deepEqual(takenOut(removed), ['place', 'time', 'camera', 'more'])
})

test('properties of a document are told as names and dates', () => {
  assert.deepEqual(takenOut('Author, Producer, CreationDate'), ['time', 'names'])
})

test('a file that said nothing has nothing taken out', () => {
  assert.deepEqual(takenOut('nothing'), [])
})
