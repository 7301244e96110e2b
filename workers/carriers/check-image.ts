import { Fault } from '../../contract/fault.ts'
import type { TaskResult } from '../../contract/task.ts'
import { SourceFile } from '../source-file.ts'
import { inspectImage } from './inspect-image.ts'
import { decodeJxl } from './jxl.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'

/** Opens a finished picture under its own name: size, kind, pixels and pages as promised, and it decodes. Raises `result-wrong`. */
export async function checkImage({ path, type, sizeBytes, facts }: TaskResult): Promise<void> {
  await using file = await SourceFile.open(path)
  compare(path, 'bytes', { promised: sizeBytes, found: file.sizeBytes })
  const bytes = await file.bytes()
  compare(path, 'type', { promised: type, found: sniffImage(bytes.subarray(0, sniffBytes)) ?? 'none that is known' })
  try {
    if (type === 'image/jxl') return await checkJxl(path, bytes, facts)
    const head = await inspectImage({ subject: path, input: bytes, type })
    const lying = head.orientation >= 5
    compare(path, 'width', { promised: facts.width, found: lying ? head.height : head.width })
    compare(path, 'height', { promised: facts.height, found: lying ? head.width : head.height })
    compare(path, 'pages', { promised: facts.pages, found: head.pages })
    await decode(bytes, type, head)
  } catch (error) {
    if (error instanceof Fault && error.code === 'result-wrong') throw error
    throw new Fault('result-wrong', { subject: path, why: 'It cannot be decoded.', cause: error })
  }
}

async function checkJxl(path: string, bytes: Buffer, facts: TaskResult['facts']): Promise<void> {
  const { width, height } = await decodeJxl(bytes)
  compare(path, 'width', { promised: facts.width, found: width })
  compare(path, 'height', { promised: facts.height, found: height })
}

/**
 * JPEG takes as long to decode at any size, and this is part of every photo's price: so its scans are followed to the end marker, and only the
 * first rows decoded. Other formats are cheap beside their encoding.
 */
async function decode(
  bytes: Buffer,
  type: string,
  { width, height }: { width: number; height: number },
): Promise<void> {
  const pipeline = sharp(bytes, { ...decodeOptions({ maxPixels: Number.MAX_SAFE_INTEGER }), pages: 1 })
  if (type === 'image/jpeg') {
    if (!(bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9)) throw new Error('no end marker')
    pipeline.extract({ left: 0, top: 0, width, height: Math.min(height, 16) })
  }
  await pipeline.raw().toBuffer()
}

interface Comparison {
  promised: string | number | undefined
  found: string | number
}

function compare(path: string, what: string, { promised, found }: Comparison): void {
  if (promised === found) return
  throw new Fault('result-wrong', { subject: path, why: `Its ${what} should be ${String(promised)} and is ${found}.` })
}
