import assert from 'node:assert/strict'
import { test } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import { unpackZstd } from './unpack-zstd.ts'

/** In pieces, so that the size of the content is not known when the window is said. */
function packed(content: Buffer, windowLog: number): Buffer {
  const params = {
    [constants.ZSTD_c_windowLog]: windowLog,
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_contentSizeFlag]: 0,
  }
  return zstdCompressSync(content, { params })
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  const chunks = async function* () {
    yield bytes
  }
  return Buffer.concat(await Array.fromAsync(unpackZstd(chunks(), 'a.tar.zst')))
}

/** The frame says that it looks further back. */
function withWindow(bytes: Buffer, log: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[5] = (log - 10) << 3
  return changed
}

const content = Buffer.from('something long '.repeat(10_000))

test('what was packed with the widest window is read where it is not large itself', async () => {
  assert.ok((await unpacked(withWindow(packed(content, 20), 31))).equals(content))
  assert.ok((await unpacked(zstdCompressSync(content))).equals(content))
})

test('a window that nothing could hold is said to be too wide, not damage', async () => {
  const why = /^It was packed to be unpacked with 4096 MiB of memory; 512 MiB are allowed\.$/
  await assert.rejects(unpacked(withWindow(packed(content, 20), 32)), { code: 'too-large', why })
})
