import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Fault } from '../../../../contract/fault.ts'
import { onAbort } from '../../../async/abort-listener.ts'
import { ioFault } from '../../../io/errno.ts'

/** Flushed so often, so that the disk's cache does not grow with the file. */
const flushEveryBytes = 64 * 2 ** 20

export interface Arriving {
  bytes: Readable
  /** As announced, or null. */
  lengthBytes: number | null
  offset: number
}

/**
 * Writes what comes to the end of `path`, at the pace of the disk, and flushes it. Answers with the size it has then, also when the stream
 * broke off or the signal aborted: what has arrived is kept. Faults: `too-large` for more than `mostBytes`, `disk-full` and others of writing.
 */
export async function appendTo(
  path: string,
  { bytes, lengthBytes, offset }: Arriving,
  { mostBytes, signal }: { mostBytes: number; signal: AbortSignal },
): Promise<number> {
  if (offset + (lengthBytes ?? 0) > mostBytes) throw tooLong(path, mostBytes)
  using _ = onAbort(signal, () => bytes.destroy())
  try {
    await using file = await open(path, 'r+')
    let at = offset
    let flushed = at
    for await (const chunk of whole(bytes)) {
      if (at + chunk.length > mostBytes) throw tooLong(path, mostBytes)
      await writeAll(file, chunk, at)
      at += chunk.length
      if (at - flushed < flushEveryBytes) continue
      await file.datasync()
      flushed = at
    }
    await file.datasync()
    return at
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** A sender that goes away is no fault. Of what nobody asks for any more the rest can still be read, by whoever has to. */
async function* whole(bytes: Readable): AsyncGenerator<Buffer> {
  const chunks = bytes.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>
  try {
    for (;;) {
      const next = await chunks.next().catch(() => ({ done: true as const, value: undefined }))
      if (next.done) return
      yield next.value
    }
  } finally {
    await chunks.return?.()
  }
}

async function writeAll(file: FileHandle, chunk: Buffer, at: number): Promise<void> {
  for (let written = 0; written < chunk.length; )
    written += (await file.write(chunk, written, chunk.length - written, at + written)).bytesWritten
}

function tooLong(path: string, mostBytes: number): Fault {
  return new Fault('too-large', { subject: path, why: `More bytes were sent than the ${mostBytes} announced.` })
}
