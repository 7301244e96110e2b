import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFile, mkdtempDisposable, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fault, type FaultCode } from '../contract/fault.ts'
import { diskPath } from './open-for-reading.ts'
import { SourceFile } from './source-file.ts'
import { writeNew } from './write-new.ts'

const scratch = () => mkdtempDisposable(join(tmpdir(), 'millrace-source-'))
const fault = (code: FaultCode) => (error: unknown) => error instanceof Fault && error.code === code

test('what cannot be read says why', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  await assert.rejects(SourceFile.open(path), fault('file-missing'))
  await assert.rejects(SourceFile.open(folder.path), fault('file-special'))
  await writeFile(path, '')
  await assert.rejects(SourceFile.open(path), fault('file-empty'))
  if (process.platform === 'win32') return
  const pipe = join(folder.path, 'pipe')
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0)
  await assert.rejects(SourceFile.open(pipe), fault('file-special'))
})

test('the seal is over the bytes that were handed out, whole or in chunks, or read by a codec alone', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  const content = Buffer.alloc(3 * 1024 * 1024 + 5, 'millrace')
  await writeFile(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const ways = [
    async (file: SourceFile) => assert.deepEqual(await file.bytes(), content),
    async (file: SourceFile) => assert.deepEqual(await file.borrowed(), content),
    async (file: SourceFile) => assert.deepEqual(Buffer.concat(await Array.fromAsync(file.chunks())), content),
    async (file: SourceFile) => assert.deepEqual(await readFile(file.codecPath), content),
  ]
  for (const read of ways) {
    await using file = await SourceFile.open(path)
    await read(file)
    assert.equal(await file.seal(), sha256)
  }
})

test('the seal is over the whole file, in whatever parts some of it was read', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  const content = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251))
  await writeFile(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const part = fc.tuple(fc.nat(5100), fc.integer({ min: 1, max: 3000 }))
  const parts = fc.asyncProperty(fc.array(part, { maxLength: 12 }), fc.boolean(), async (asked, hasHead) => {
    await using file = await SourceFile.open(path)
    for (const [at, length] of hasHead ? [[0, 512] as const, ...asked] : asked)
      assert.deepEqual(await file.read(at, length), content.subarray(at, at + length))
    assert.equal(await file.seal(), sha256)
  })
  await fc.assert(parts, { numRuns: 50 })
})

test('what was passed over between two readings is hashed with them, and not read once more for the seal', {
  skip: process.platform !== 'linux' && 'only Linux tells how much was read',
}, async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  const entryBytes = 256 * 1024
  const content = Buffer.alloc(16 * entryBytes, 'millrace')
  await writeFile(path, content)
  await utimes(path, 1_500_000_000, 1_500_000_000)
  await using file = await SourceFile.open(path)
  for (let at = 0; at < content.length; at += entryBytes) await file.read(at + 60, entryBytes - 60)
  const readBefore = await readBytes()
  assert.equal(await file.seal(), createHash('sha256').update(content).digest('hex'))
  const readForIt = (await readBytes()) - readBefore
  assert.ok(readForIt < entryBytes, `${readForIt} bytes were read for the seal`)
})

test('of one whose digest is known no more is read than is asked for', {
  skip: process.platform !== 'linux' && 'only Linux tells how much was read',
}, async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  await writeFile(path, Buffer.alloc(128 * 1024, 'millrace'))
  await using file = await SourceFile.open(path)
  await file.bytes()
  const readBefore = await readBytes()
  for (let n = 0; n < 20; n++) await file.read(60_000, 10)
  const readForThem = (await readBytes()) - readBefore
  assert.ok(readForThem < 10_000, `${readForThem} bytes were read for 200`)
})

/** Of all this process has read, by the system's own count. */
async function readBytes(): Promise<number> {
  return Number(/^rchar: (\d+)$/m.exec(await readFile('/proc/self/io', 'utf8'))?.[1])
}

test('one that is only looked at is handed out the same, and can say its digest when it is asked after all', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  const content = Buffer.alloc(2 * 1024 * 1024 + 5, 'millrace')
  await writeFile(path, content)
  await using file = await SourceFile.open(path, { isLookedAt: true })
  const room = Buffer.alloc(content.length + 10)
  const bytes = await file.read(0, content.length, room)
  assert.equal(bytes.buffer, room.buffer)
  assert.deepEqual(bytes, content)
  assert.equal(await file.digest(), createHash('sha256').update(content).digest('hex'))
})

test('what is borrowed serves the next file too, unless its own was not sealed', async () => {
  await using folder = await scratch()
  const borrowedBy = async (content: string, { sealed }: { sealed: boolean }): Promise<Buffer> => {
    const path = join(folder.path, content)
    await writeFile(path, content)
    await using file = await SourceFile.open(path)
    const borrowed = await file.borrowed()
    assert.equal(borrowed.toString(), content)
    if (sealed) await file.seal()
    return borrowed
  }
  const first = await borrowedBy('first', { sealed: true })
  const second = await borrowedBy('2nd', { sealed: false })
  const third = await borrowedBy('third', { sealed: true })
  assert.deepEqual([second.buffer === first.buffer, third.buffer === first.buffer], [true, false])
  assert.equal(second.toString(), '2nd')
})

test('a file that changes while it is open is not sealed', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  await writeFile(path, 'abc')
  await using file = await SourceFile.open(path)
  await file.bytes()
  await appendFile(path, 'd')
  await assert.rejects(file.seal(), fault('original-changed'))
})

test('of a file that was changed just now its time is not believed, and of an older one it is', async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'a')
  const ways = [(file: SourceFile) => file.bytes(), async (file: SourceFile) => readFile(file.codecPath)]
  const sealed = async (read: (file: SourceFile) => Promise<unknown>, modifiedS: number): Promise<string> => {
    await writeFile(path, 'first')
    await utimes(path, modifiedS, modifiedS)
    await using file = await SourceFile.open(path)
    await read(file)
    await writeFile(path, 'other', { flag: 'r+' })
    await utimes(path, modifiedS, modifiedS)
    return await file.seal()
  }
  for (const read of ways) await assert.rejects(sealed(read, Math.floor(Date.now() / 1000)), fault('original-changed'))
  await sealed((file) => file.bytes(), 1_500_000_000)
})

test('names that are not Unicode are read and written, and nothing is replaced', {
  skip: process.platform !== 'linux',
}, async () => {
  await using folder = await scratch()
  const path = join(folder.path, 'caf\udce9')
  assert.equal(await writeNew(path, [Buffer.from('abc')]), 3)
  assert.equal(
    (await readFile(Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.from([0xe9])]))).toString(),
    'abc',
  )
  await using file = await SourceFile.open(path)
  assert.equal((await file.bytes()).toString(), 'abc')
  await assert.rejects(writeNew(path, [Buffer.from('other')]))
  assert.equal((await readFile(diskPath(path))).toString(), 'abc')
})
