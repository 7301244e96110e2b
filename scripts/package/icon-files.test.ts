import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { icnsFile } from './icns-file.ts'
import { icoFile } from './ico-file.ts'

const draw = (sizePx: number) =>
  sharp({ create: { width: sizePx, height: sizePx, channels: 4, background: 'teal' } })
    .png()
    .toBuffer()

async function sizeOf(png: Buffer): Promise<number> {
  const { format, width, height } = await sharp(png).metadata()
  assert.deepEqual([format, width], ['png', height])
  return width
}

test('a Windows icon leads to a picture of each size', async () => {
  const ico = await icoFile([16, 48, 256], draw)
  assert.deepEqual([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)], [0, 1, 3])
  const found = []
  for (let at = 6; at < 6 + 3 * 16; at += 16) {
    const start = ico.readUInt32LE(at + 12)
    const picture = ico.subarray(start, start + ico.readUInt32LE(at + 8))
    found.push([ico.readUInt8(at), await sizeOf(picture)])
  }
  assert.deepEqual(found, [
    [16, 16],
    [48, 48],
    [0, 256],
  ])
})

test('a macOS icon is chunks that fill it exactly, each with a picture of its kind', async () => {
  const icns = await icnsFile(draw)
  assert.deepEqual([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)], ['icns', icns.length])
  const sizes: Record<string, number> = {}
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    sizes[icns.toString('latin1', at, at + 4)] = await sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))
  const wanted = {
    icp4: 16,
    icp5: 32,
    ic07: 128,
    ic08: 256,
    ic09: 512,
    ic10: 1024,
    ic11: 32,
    ic12: 64,
    ic13: 256,
    ic14: 512,
  }
  assert.deepEqual(sizes, wanted)
})
