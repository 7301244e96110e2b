import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createZstdDecompress, zstdCompressSync } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { through } from './through.ts'
import { zstdFrames } from './zstd-frames.ts'

const text = 'frame '.repeat(50_000)
const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 2_654_435_761) >>> 24))
const ours = Buffer.from('5f2a4d18030000002a2a2a', 'hex')
const frames = [ours, zstdCompressSync(text), zstdCompressSync(''), ours, zstdCompressSync(noise), ours]
const packed = Buffer.concat(frames)
const content = Buffer.concat([Buffer.from(text), noise])

async function unpacked(bytes: Buffer, chunkBytes: number): Promise<Buffer> {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  return Buffer.concat(await Array.fromAsync(through(zstdFrames(chunks(), 'a.tar.zst'), createZstdDecompress())))
}

test('several frames come out one behind the other, however they come in', async () => {
  for (const chunkBytes of [packed.length, 7, 4096]) assert.ok((await unpacked(packed, chunkBytes)).equals(content))
})

test('a frame that has no end is cut, and what is no frame is damage', async () => {
  const at = frames.slice(0, 2).reduce((sum, { length }) => sum + length, 0)
  for (const cut of [1, 9, 12, at - 1, at + 2, packed.length - 1])
    await assert.rejects(unpacked(packed.subarray(0, cut), 4096), (error) => {
      assert.ok(error instanceof Fault)
      return error.code === 'file-truncated'
    })
  await assert.rejects(
    unpacked(Buffer.concat([packed, Buffer.from('rest')]), 4096),
    (error) => error instanceof Fault && error.code === 'file-damaged',
  )
})
