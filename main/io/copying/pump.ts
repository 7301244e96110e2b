import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { chunkBytes, copiedAt } from './copied-chunks.ts'
import { isSparse, writeAll, writeData } from './sparse.ts'

/** One for the whole thread: it does one thing after the other. */
const buffer = Buffer.allocUnsafe(chunkBytes)

interface Source {
  input: number
  before: fs.BigIntStats
  stop: Int32Array | undefined
}

/**
 * Writes all of a file into another and answers with the SHA-256 of what it moved, lower-case hex. Tells in the second word of `stop` how many chunks
 * that were. Runs of zeros are left out where the source has holes, and are holes then too. Fault `file-busy` where it is stopped.
 */
export function pump({ input, before, stop }: Source, output: number): string {
  const write = isSparse(before) ? writeData : writeAll
  let length = 0
  const sha256 = readWhole(input, stop, (chunk) => {
    write(output, chunk, length)
    length += chunk.length
    if (stop && stop.length > copiedAt) Atomics.store(stop, copiedAt, Math.ceil(length / chunkBytes))
  })
  if (write === writeData) fs.ftruncateSync(output, length)
  return sha256
}

/** The whole file from its beginning, chunk by chunk; answers with its SHA-256, lower-case hex. Fault `file-busy` where it is stopped. */
export function readWhole(
  input: number,
  stop: Int32Array | undefined,
  take: (chunk: Buffer) => void = () => {},
): string {
  const hash = createHash('sha256')
  for (let at = 0; ; ) {
    if (stop && Atomics.load(stop, 0) !== 0) throw new Fault('file-busy', { subject: 'a cancelled copy' })
    const length = fs.readSync(input, buffer, 0, chunkBytes, at)
    if (length === 0) return hash.digest('hex')
    const chunk = buffer.subarray(0, length)
    hash.update(chunk)
    take(chunk)
    at += length
  }
}
