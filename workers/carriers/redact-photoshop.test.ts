import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { redactPhotoshop } from './redact-photoshop.ts'

/** One of its resources, named and filled up to even lengths. */
function resource(number: number, name: string, content: string): Buffer {
  const head = Buffer.from(`8BIM\0\0${String.fromCharCode(name.length)}${name}${name.length % 2 ? '' : '\0'}`)
  head.writeUInt16BE(number, 4)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  return Buffer.concat([head, size, Buffer.from(content + (content.length % 2 ? '\0' : ''))])
}

const caption = resource(0x0404, '', 'words for the archive')
const path = resource(0x07d0, 'path', 'a way around it')

test('nothing is left of thumbnails of either kind, and what stands around them stays', () => {
  for (const letters of ['', 'Photoshop 3.0\0']) {
    const start = Buffer.from(letters)
    for (const number of [0x0409, 0x040c]) {
      const around = (one: Buffer) => Buffer.concat([start, caption, one, path])
      assert.deepEqual(
        redactPhotoshop(around(resource(number, 'odd', 'small')), {}),
        around(resource(4000, 'odd', '\0\0\0\0\0')),
      )
    }
  }
  assert.equal(redactPhotoshop(Buffer.concat([caption, path]), {}), undefined)
})

test('a block that is nonsense keeps its length and is never read outside its bounds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (rest) => {
      const block = Buffer.concat([Buffer.from('8BIM\x04\x0c', 'latin1'), rest])
      assert.ok([undefined, block.length].includes(redactPhotoshop(block, {})?.length))
    }),
  )
})
