import * as fs from 'node:fs'

/** What most disks keep apart: a shorter run of zeros saves nothing. */
const blockBytes = 4_096
/** `blocks` are told in these, whatever the disk's own are. */
const toldBytes = 512
const zeros = Buffer.alloc(blockBytes)

/** Whether a file takes less room than it has bytes: it has holes, or its disk makes small what it holds. */
export function isSparse({ size, blocks }: Pick<fs.BigIntStats, 'size' | 'blocks'>): boolean {
  return Number(blocks) * toldBytes + blockBytes <= Number(size)
}

/** Writes all of a chunk where it belongs; a short write goes on where it stopped. */
export function writeAll(output: number, chunk: Buffer, position: number): void {
  for (let at = 0; at < chunk.length; ) at += fs.writeSync(output, chunk, at, chunk.length - at, position + at)
}

/** As `writeAll`, but for blocks of nothing but zeros. Whoever calls it says in the end how long the file is. */
export function writeData(output: number, chunk: Buffer, position: number): void {
  let from = -1
  for (let at = 0; at < chunk.length; at += blockBytes) {
    const isZero = isZeros(chunk.subarray(at, at + blockBytes))
    if (!isZero && from < 0) from = at
    if (isZero && from >= 0) {
      writeAll(output, chunk.subarray(from, at), position + from)
      from = -1
    }
  }
  if (from >= 0) writeAll(output, chunk.subarray(from), position + from)
}

function isZeros(block: Buffer): boolean {
  return block.compare(zeros, 0, block.length) === 0
}
