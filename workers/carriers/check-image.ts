import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import type { TaskResult } from '../../contract/task.ts'
import { SourceFile } from '../source-file.ts'
import { giveBackRoom, takeRoom } from '../spare-room.ts'
import type { Pixels } from './foreign-picture.ts'
import { type ImageHead, inspectImage } from './inspect-image.ts'
import { decodeJxl, decodeJxlExactly } from './jxl.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { hashOfFrames } from './written-frames.ts'

/**
 * Opens a finished picture under its own name: size, kind and pages as promised, and every byte as its codec made it. All but JPEG are decoded besides,
 * which is cheap beside their encoding. Answers its SHA-256. Raises `result-wrong`.
 */
export async function checkImage({ path, type, sizeBytes, facts, crc32: promised }: TaskResult): Promise<string> {
  await using file = await SourceFile.open(path, { isLookedAt: true })
  compare(path, 'bytes', { promised: sizeBytes, found: file.sizeBytes })
  const room = takeRoom(sizeBytes)
  const bytes = await file.read(0, sizeBytes, room)
  compare(path, 'type', { promised: type, found: sniffImage(bytes.subarray(0, sniffBytes)) ?? 'none that is known' })
  try {
    if (type === 'image/jxl') await checkJxl(path, bytes, facts)
    else await checkPicture({ path, type, facts }, bytes)
  } catch (error) {
    if (error instanceof Fault && error.code === 'result-wrong') throw error
    throw new Fault('result-wrong', { subject: path, why: 'It cannot be decoded.', cause: error })
  }
  if (crc32(bytes) !== promised)
    throw new Fault('result-wrong', { subject: path, why: 'It is not on the disk as it was written.' })
  const sha256 = hash('sha256', bytes)
  giveBackRoom(room)
  return sha256
}

async function checkPicture({ path, type, facts }: Pick<TaskResult, 'path' | 'type' | 'facts'>, bytes: Buffer) {
  const head = await inspectImage({ subject: path, input: bytes, type })
  const lying = head.orientation >= 5
  compare(path, 'width', { promised: facts.width, found: lying ? head.height : head.width })
  compare(path, 'height', { promised: facts.height, found: lying ? head.width : head.height })
  compare(path, 'pages', { promised: facts.pages, found: head.pages })
  compare(path, 'orientation tag', { promised: facts.turn, found: head.orientation })
  compare(path, 'colour profile', { promised: facts.profile, found: head.profile ? 'embedded' : 'none' })
  if (facts.pixels !== undefined)
    compare(path, 'content', { promised: facts.pixels, found: await pixelsIn(bytes, { ...head, type }) })
  else if (type !== 'image/jpeg') await decode(bytes)
}

async function checkJxl(path: string, bytes: Buffer, facts: TaskResult['facts']): Promise<void> {
  const { width, height, data } = facts.pixels === undefined ? await decodeJxl(bytes) : await exactly(bytes)
  if (facts.pixels !== undefined) compare(path, 'content', { promised: facts.pixels, found: hash('sha256', data) })
  compare(path, 'width', { promised: facts.width, found: width })
  compare(path, 'height', { promised: facts.height, found: height })
}

async function exactly(jxl: Buffer): Promise<Pixels> {
  const pipeline = sharp(await decodeJxlExactly(jxl))
    .ensureAlpha()
    .raw({ depth: 'uchar' })
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true })
  return { ...info, data }
}

/** Every pixel of every page, in the colours and the depth they are stored in. WebP leaves out a transparency that shows nothing. */
async function pixelsIn(bytes: Buffer, { type, pages, deep, grey }: ImageHead & { type: string }): Promise<string> {
  const pipeline = sharp(bytes, { ...decodeOptions({ maxPixels: Number.MAX_SAFE_INTEGER }), pages: pages > 1 ? -1 : 1 })
  pipeline.keepIccProfile().toColourspace(deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb')
  if (type === 'image/webp') pipeline.ensureAlpha()
  return hashOfFrames(await pipeline.raw({ depth: deep ? 'ushort' : 'uchar' }).toBuffer(), Math.max(1, pages))
}

async function decode(bytes: Buffer): Promise<void> {
  const options = { ...decodeOptions({ maxPixels: Number.MAX_SAFE_INTEGER }), pages: 1 }
  await sharp(bytes, options).raw().toBuffer()
}

interface Comparison {
  promised: string | number | undefined
  found: string | number
}

function compare(path: string, what: string, { promised, found }: Comparison): void {
  if (promised === found) return
  throw new Fault('result-wrong', { subject: path, why: `Its ${what} should be ${String(promised)} and is ${found}.` })
}
