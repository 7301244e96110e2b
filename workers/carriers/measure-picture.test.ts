import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { heicPicture } from '../../test/fixtures/heic.ts'
import { measurePicture } from './measure-picture.ts'
import { sharp } from './sharp-module.ts'

async function measured(content: Buffer | string) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-measure-'))
  const path = join(folder.path, 'file')
  await writeFile(path, content)
  return await measurePicture(path)
}

const painted = (background: string) => sharp({ create: { width: 8, height: 6, channels: 3, background } })

test('a picture of any kind is measured as it is seen, by what is in it and not by its name', async () => {
  const lying = { width: 8, height: 6, orientation: 'landscape', pages: 1 }
  for (const format of ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)
    assert.deepEqual(await measured(await painted('red').toFormat(format).toBuffer()), lying, format)
  assert.deepEqual(await measured('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>'), lying)
  const turned = await painted('red').jpeg().withMetadata({ orientation: 6 }).toBuffer()
  assert.deepEqual(await measured(turned), { width: 6, height: 8, orientation: 'portrait', pages: 1 })
  assert.ok(Number((await measured(heicPicture)).width) > 0)
  const frames = await Promise.all(['red', 'blue'].map((colour) => painted(colour).png().toBuffer()))
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  assert.deepEqual(await measured(moving), { ...lying, pages: 2 })
})

test('what is no picture, is empty, or is cut off in its head has no size', async () => {
  const cut = (await painted('red').png().toBuffer()).subarray(0, 12)
  for (const content of ['text', '', cut]) assert.deepEqual(await measured(content), {})
})
