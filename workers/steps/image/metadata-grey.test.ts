import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greyProfile, withProfile } from '../../../test/fixtures/grey-profile.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const everything = call('image.metadata', { keep: 'all' })
/** What a grey of 76 of gamma 1 is in sRGB. */
const brighter = 148

async function flat(channels: 1 | 3): Promise<Buffer> {
  const created = sharp({ create: { width: 40, height: 20, channels: 3, background: '#4c4c4c' } })
  return created
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg()
    .toBuffer()
}

async function deepScan(): Promise<Buffer> {
  const scan = sharp(withProfile(await flat(1), greyProfile(1)))
  return scan.keepIccProfile().toColourspace('grey16').png().toBuffer()
}

/** The grey in the middle as it is stored, in how many channels, and whether with a profile. */
async function found(bytes: Buffer) {
  const { channels, hasProfile, height } = await sharp(bytes).metadata()
  const { data } = await sharp(bytes, { ignoreIcc: true })
    .extract({ left: 8, top: height / 2, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { channels, hasProfile, grey: data[0] }
}

function near(actual: Awaited<ReturnType<typeof found>>, wanted: typeof actual, what: string) {
  const { grey = 0, ...rest } = actual
  assert.deepEqual(rest, { channels: wanted.channels, hasProfile: wanted.hasProfile }, what)
  assert.ok(Math.abs(grey - (wanted.grey ?? 0)) <= 2, `${what}: ${grey} instead of ${wanted.grey}`)
}

test('a grey picture keeps its profile where it stays grey, and comes out in sRGB where it does not', async () => {
  const scan = withProfile(await flat(1), greyProfile(1))
  const made = async (step: ReturnType<typeof call>) => found((await runSteps(scan, [everything, step])).bytes)
  for (const to of ['jpeg', 'png', 'tiff'])
    near(await made(call('image.convert', { to })), { channels: 1, hasProfile: true, grey: 76 }, to)
  const inColour = { channels: 3, hasProfile: false, grey: brighter } as const
  for (const to of ['webp', 'avif']) near(await made(call('image.convert', { to })), inColour, to)
  near(await made(call('image.pad', { aspect: '1:1', background: '#f00' })), inColour, 'a red margin')
  near(await made(call('image.watermark', { text: '©', colour: '#f00', width: 5 })), inColour, 'a red word')
})

test('one of 16 bits a channel does too', async () => {
  const scan = await deepScan()
  const made = async (step: ReturnType<typeof call>) => found((await runSteps(scan, [everything, step])).bytes)
  near(await made(call('image.convert', { to: 'jpeg' })), { channels: 1, hasProfile: true, grey: 76 }, 'jpeg')
  const inColour = { channels: 3, hasProfile: false, grey: brighter } as const
  near(await made(call('image.convert', { to: 'webp' })), inColour, 'webp')
  near(await made(call('image.watermark', { text: '©', colour: '#f00', width: 5 })), inColour, 'a red word')
})

test('one of 16 bits comes out in sRGB and stays grey where its profile is not kept', async () => {
  const scan = await deepScan()
  const grey = { channels: 1, hasProfile: false, grey: brighter } as const
  for (const to of ['jpeg', 'png', 'tiff'])
    near(await found((await runSteps(scan, [call('image.convert', { to })])).bytes), grey, to)
  near(await found((await runSteps(scan, [call('image.resize', { percent: 50 })])).bytes), grey, 'made smaller')
})

test('a profile that speaks of other colours than the picture has, or of none, is not taken for one', async () => {
  const p3 = (
    await sharp(
      await sharp(await flat(3))
        .withIccProfile('p3')
        .toBuffer(),
    ).metadata()
  ).icc
  assert.ok(p3)
  const pictures = {
    'grey, with the profile of colours': withProfile(await flat(1), p3),
    'colours, with the profile of grey': withProfile(await flat(3), greyProfile(1)),
    'no profile at all': withProfile(await flat(3), Buffer.alloc(400, 'junk')),
    'too short for one': withProfile(await flat(3), Buffer.from('p')),
  }
  for (const [what, picture] of Object.entries(pictures)) {
    const channels = what.startsWith('grey') ? 1 : 3
    const { bytes } = await runSteps(picture, [everything, call('image.convert', { to: 'jpeg' })])
    near(await found(bytes), { channels, hasProfile: false, grey: 76 }, what)
  }
})
