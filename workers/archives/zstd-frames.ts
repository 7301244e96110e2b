import { Fault } from '../../contract/fault.ts'
import { ByteReader } from './byte-reader.ts'

const magic = 0xfd2fb528
/** Frames for other programs begin so, but for their last four bits. */
const skippableMagic = 0x184d2a50
const mostBlockBytes = 2 ** 17

/**
 * The same bytes cut where frames end: Node's decoder forgets what stands behind the end of a frame in the same chunk, and takes a frame without an
 * end for a whole one. Several frames are what `pzstd` and `cat` make. Frames for other programs are left out. `onWindow` hears of each frame, before it
 * comes, how far back it looks.
 * Raises `file-truncated`, `file-damaged`. https://www.rfc-editor.org/rfc/rfc8878
 */
export async function* zstdFrames(
  chunks: AsyncIterable<Uint8Array>,
  subject: string,
  onWindow: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  await using reader = new ByteReader(chunks)
  const parts = new Parts(reader, subject)
  for (let start = await reader.some(1); start; start = await reader.some(1)) {
    const rest = await parts.take(3)
    const number = Buffer.concat([start, rest]).readUInt32LE()
    if (number === magic) yield* frame(parts, Buffer.concat([start, rest]), onWindow)
    else if ((number ^ skippableMagic) >>> 4 === 0) await parts.skip((await parts.take(4)).readUInt32LE())
    else throw parts.damaged()
  }
}

async function* frame(parts: Parts, start: Buffer, onWindow: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const descriptor = await parts.take(1)
  const flags = descriptor[0] ?? 0
  const rest = await parts.take(headerBytes(flags))
  onWindow(windowBytes(flags, rest))
  yield Buffer.concat([start, descriptor, rest])
  for (let isLast = false; !isLast; ) {
    const header = await parts.take(3)
    const block = header.readUIntLE(0, 3)
    isLast = (block & 1) === 1
    yield Buffer.concat([header, await parts.take(blockBytes(block, parts))])
  }
  if (flags & 4) yield parts.take(4)
}

/** Where none is said, it is all of the content. */
function windowBytes(flags: number, rest: Buffer): number {
  const said = rest[0] ?? 0
  if ((flags & 0x20) === 0) return 2 ** (10 + (said >> 3)) * (1 + (said & 7) / 8)
  const length = sizeBytes(flags)
  const size = rest.subarray(rest.length - length)
  return length === 8 ? Number(size.readBigUInt64LE()) : size.readUIntLE(0, length)
}

/** Of the size of the content. */
function sizeBytes(flags: number): number {
  const isSingle = (flags & 0x20) !== 0
  return [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0
}

/** Of what stands between the descriptor and the first block: the window, a dictionary and the size of the content, where they are said. */
function headerBytes(flags: number): number {
  const isSingle = (flags & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0
  return (isSingle ? 0 : 1) + dictionaryBytes + sizeBytes(flags)
}

function blockBytes(block: number, parts: Parts): number {
  const kind = (block >> 1) & 3
  if (kind === 1) return 1
  if (kind === 3 || block >> 3 > mostBlockBytes) throw parts.damaged()
  return block >> 3
}

/** Bytes that have to be there. */
class Parts {
  readonly #reader: ByteReader
  readonly #subject: string

  constructor(reader: ByteReader, subject: string) {
    this.#reader = reader
    this.#subject = subject
  }

  async take(length: number): Promise<Buffer> {
    if (length === 0) return Buffer.alloc(0)
    return (await this.#reader.take(length)) ?? this.#cut()
  }

  async skip(length: number): Promise<void> {
    if (!(await this.#reader.skip(length))) this.#cut()
  }

  damaged(): Fault {
    return new Fault('file-damaged', { subject: this.#subject, why: 'It cannot be unpacked to its end.' })
  }

  #cut(): never {
    throw new Fault('file-truncated', { subject: this.#subject })
  }
}
