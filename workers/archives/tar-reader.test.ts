import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksumOf } from './tar-header.ts'
import { readTar } from './tar-reader.ts'
import { tarChunks } from './tar-writer.ts'

const limits = { maxPixels: 0, maxUnpackedBytes: 1e9, maxUnpackedRatio: 200, maxEntries: 1_000 }

const empty = { sizeBytes: 0, chunks: async function* () {} }

async function entriesOf(tar: Buffer) {
  return readTar({
    subject: 'a.tar',
    limits,
    chunks: async function* () {
      yield tar
    },
  })
}

/** A tar of one file whose header says that it is of such a time. */
async function tarWithTime(field: string): Promise<Buffer> {
  const chunks = async function* () {
    yield Buffer.from('one')
  }
  const tar = Buffer.concat(await Array.fromAsync(tarChunks([{ name: 'a', modifiedMs: 0, sizeBytes: 3, chunks }])))
  tar.write(field.padEnd(12, '\0'), 136, 'latin1')
  tar.write(`${checksumOf(tar.subarray(0, 512)).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return tar
}

test('an entry whose time cannot be read has none, and the rest of it is as it is', async () => {
  const [good, bad] = await Promise.all([tarWithTime('00000000017'), tarWithTime('yesterday')])
  const [one] = await entriesOf(good)
  const [other] = await entriesOf(bad)
  assert.deepEqual([one?.modifiedMs, other?.modifiedMs], [15_000, undefined])
  assert.equal(Buffer.concat(await Array.fromAsync(other?.chunks() ?? [])).toString(), 'one')
})

test('a time before 1970 is read as GNU and as pax write it', async () => {
  const binary = await tarWithTime('\xff'.repeat(9) + '\xfe\xae\x80')
  const pax = Buffer.concat(await Array.fromAsync(tarChunks([{ name: 'a', modifiedMs: -86_400_000, ...empty }])))
  for (const tar of [binary, pax]) assert.equal((await entriesOf(tar))[0]?.modifiedMs, -86_400_000)
})
