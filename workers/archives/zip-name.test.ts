import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import { entryName } from './zip-name.ts'

const none = Buffer.alloc(0)
const gbk = Buffer.from('d5d5c6ac2e6a7067', 'hex')

/** The field that says a name once more, in Unicode. */
function field(name: string, of: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)])
  content.writeUInt32LE(crc32(of), 1)
  const head = Buffer.from([0x75, 0x70, content.length, 0])
  return Buffer.concat([head, content])
}

test('a name is Unicode where that is said or seen, else as the first PCs wrote it', () => {
  assert.equal(entryName({ madeBy: 3, flags: 0x800, rawName: Buffer.from('照片.jpg'), extra: none }), '照片.jpg')
  assert.equal(entryName({ madeBy: 3, flags: 0, rawName: Buffer.from('照片.jpg'), extra: none }), '照片.jpg')
  assert.equal(entryName({ madeBy: 3, flags: 0, rawName: Buffer.from([0x81, 0x2e, 0x61]), extra: none }), 'ü.a')
  assert.equal(entryName({ madeBy: 3, flags: 0x800, rawName: gbk, extra: none }), undefined)
})

test('a name in the letters of a country is read by what the program says of it beside, unless that is of another name', () => {
  assert.equal(entryName({ madeBy: 3, flags: 0, rawName: gbk, extra: field('照片.jpg', gbk) }), '照片.jpg')
  assert.equal(entryName({ madeBy: 3, flags: 0, rawName: Buffer.from('a.jpg'), extra: field('b.jpg', gbk) }), 'a.jpg')
})

test('backslashes part folders where Windows packed, and are letters elsewhere', () => {
  const name = (text: Buffer | string, madeBy: number) =>
    entryName({ madeBy, flags: 0, rawName: Buffer.from(text), extra: none })
  assert.equal(name('Photos\\2024\\ü.jpg', 0), 'Photos/2024/ü.jpg')
  assert.equal(name('Photos\\2024\\ü.jpg', 10), 'Photos/2024/ü.jpg')
  assert.equal(name('a\\b.jpg', 3), 'a\\b.jpg')
  // Half of a letter of Japan, which nobody could tell from a folder.
  assert.equal(name(Buffer.from('835c2e61', 'hex'), 0), 'â\\.a')
})
