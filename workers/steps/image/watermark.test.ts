import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const black = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'black' } })
    .png()
    .toBuffer()

/** The box around everything that is not black, in parts of the picture. */
async function markOn(file: Buffer) {
  const { width, height } = await sharp(file).metadata()
  const { info } = await sharp(file)
    .trim({ background: 'black', threshold: 5 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const left = Math.abs(info.trimOffsetLeft ?? 0) / width
  const top = Math.abs(info.trimOffsetTop ?? 0) / height
  return { left, top, right: left + info.width / width, bottom: top + info.height / height }
}

test('a text lies in its corner, in a size that follows the picture’s', async () => {
  for (const [width, height] of [
    [800, 400],
    [200, 100],
  ] as const) {
    const text = { text: '© <b>& A. Uthor', width: 50, margin: 5, opacity: 100 }
    const { bytes } = await runSteps(await black(width, height), [call('image.watermark', text)])
    const mark = await markOn(bytes)
    assert.ok(mark.right - mark.left > 0.47 && mark.right - mark.left < 0.51, JSON.stringify(mark))
    assert.ok(mark.right < 0.98 && mark.right > 0.94 && mark.bottom < 0.96 && mark.bottom > 0.9, JSON.stringify(mark))
  }
})

test('a picture lies where it is wanted, as opaque as it is wanted, and never over the edge', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-mark-'))
  const picture = join(folder.path, 'logo.png')
  await writeFile(
    picture,
    await sharp({ create: { width: 20, height: 60, channels: 3, background: 'white' } })
      .png()
      .toBuffer(),
  )
  const half = { picture, place: 'north-west', margin: 0, width: 50, opacity: 50 }
  const { bytes } = await runSteps(await black(100, 40), [call('image.watermark', half)])
  const mark = await markOn(bytes)
  assert.deepEqual([mark.left, mark.top, mark.bottom], [0, 0, 1])
  const { channels } = await sharp(bytes).metadata()
  assert.equal(channels, 3)
  const [level] = await sharp(bytes).raw().toBuffer()
  assert.ok(Math.abs((level ?? 0) - 128) <= 2)
})

test('every picture of an animation is marked', async () => {
  const night = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#000010' } })
    .png()
    .toBuffer()
  const gif = await sharp([await black(40, 30), night], { join: { animated: true } })
    .gif()
    .toBuffer()
  const mark = call('image.watermark', { text: 'M', place: 'centre', opacity: 100 })
  const { bytes, result } = await runSteps(gif, [mark])
  assert.equal(result.facts.pages, 2)
  for (const page of [0, 1]) {
    const { channels } = await sharp(bytes, { page }).stats()
    assert.ok((channels[0]?.max ?? 0) > 200)
  }
})

test('a mark that is not there, or no picture, is named', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-mark-'))
  const text = join(folder.path, 'logo.txt')
  await writeFile(text, 'not a picture')
  const fails = async (picture: string, code: FaultCode) =>
    assert.rejects(runSteps(await black(9, 9), [call('image.watermark', { picture })]), (error) => {
      assert.ok(error instanceof Fault)
      assert.deepEqual([error.code, error.subject], [code, picture])
      return true
    })
  await fails(join(folder.path, 'none.png'), 'file-missing')
  await fails(text, 'wrong-type')
})
