import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { largeFormTiff, measuredTiff } from '../../test/fixtures/tagged-tiff.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'
import { readerOf } from './tiff-block.ts'
import { tiffPages } from './tiff-pages.ts'

test('a TIFF file in the form of very large ones is read, pages and all, and says what it said', async () => {
  const large = await largeFormTiff('A. Uthor')
  assert.deepEqual(await tiffPages(readerOf(large)), { full: 2, isRaw: false })
  const { bytes } = await runSteps(large, [
    call('image.convert', { to: 'jpeg', pages: 'first' }),
    call('image.metadata', { keep: 'all' }),
  ])
  assert.ok((await sharp(bytes).metadata()).exif?.includes('A. Uthor'))
})

test('a TIFF file of numbers of 64 bits is said to be that, and not to be damaged', async () => {
  await assert.rejects(
    runSteps(await measuredTiff(), [call('image.convert', { to: 'jpeg' })]),
    (error) => error instanceof Fault && error.code === 'wrong-type' && error.why.includes('(64 bits)'),
  )
})
