import { constants, createZstdDecompress } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { through } from './through.ts'
import { zstdFrames } from './zstd-frames.ts'

/** The most the decoder can look back, as `zstd --long=31` packs. */
const widestLog = 31
/** So much of what was unpacked may be kept to look back at. */
const mostWindowBytes = 512 * 2 ** 20

/**
 * What several frames hold together. The decoder keeps as much as a window claims, but no more than has been unpacked: so a small archive with a wide
 * window is read. Raises `too-large` where more would have to be kept, and what `zstdFrames` does.
 */
export async function* unpackZstd(packed: AsyncIterable<Uint8Array>, subject: string): AsyncGenerator<Uint8Array> {
  let windowBytes = 0
  const frames = zstdFrames(packed, subject, (bytes) => {
    windowBytes = Math.max(windowBytes, bytes)
    if (bytes > 2 ** widestLog) throw tooWide(windowBytes, subject)
  })
  const decoder = createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: widestLog } })
  let unpackedBytes = 0
  for await (const chunk of through(frames, decoder)) {
    unpackedBytes += chunk.length
    if (Math.min(windowBytes, unpackedBytes) > mostWindowBytes) throw tooWide(windowBytes, subject)
    yield chunk
  }
}

function tooWide(windowBytes: number, subject: string): Fault {
  const wideMb = Math.ceil(windowBytes / 2 ** 20)
  const why = `It was packed to be unpacked with ${wideMb} MiB of memory; ${mostWindowBytes / 2 ** 20} MiB are allowed.`
  return new Fault('too-large', { subject, why })
}
