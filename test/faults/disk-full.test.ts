import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'
import { Batch, copying, yardstickFor } from './kit/batch.ts'
import { assertSettled, assertTruthful } from './kit/invariants.ts'
import { noise } from './kit/make-files.ts'
import { reportOf } from './kit/report.ts'

const files = 20
const fileBytes = 1_000_000
const skip = process.platform !== 'linux' || process.getuid?.() !== 0 ? 'a small disk needs root on Linux' : false

function megabyteFiles(folder: string): string[] {
  return Array.from({ length: files }, (_, index) => {
    writeFileSync(join(folder, `f${index}.bin`), noise(`full ${index}`, fileBytes))
    return `f${index}.bin`
  })
}

const kind = { ...copying, inputs: megabyteFiles }

/** A disk of its own under `folder`, in memory. */
class SmallDisk implements Disposable {
  readonly #folder: string

  constructor(folder: string, size: string) {
    this.#folder = folder
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'millrace-small', folder])
  }

  grow(): void {
    execFileSync('mount', ['-o', 'remount,size=64m', this.#folder])
  }

  [Symbol.dispose](): void {
    execFileSync('umount', [this.#folder])
  }
}

test('a full output disk ends the run with that reason, and with room it goes on', { skip }, async () => {
  const yardstick = await yardstickFor(kind, files)
  using batch = Batch.of(kind, files)
  using disk = new SmallDisk(batch.sandbox.out, '8m')
  const ended = await batch.run()
  assertTruthful(batch, yardstick, ended)
  assert.equal(ended.code, 1)
  const lines = reportOf(batch.sandbox)
  assert.ok(
    lines.some(({ state }) => state === 'done'),
    'what fits is done',
  )
  const reasons = new Set(lines.filter(({ state }) => state === 'failed').map(({ code }) => code))
  assert.deepEqual([...reasons], ['disk-full'])
  disk.grow()
  assertSettled(batch, yardstick, await batch.run())
})

test('a run that waits for room is interrupted at once, and with room it goes on', { skip }, async () => {
  const yardstick = await yardstickFor(kind, files)
  using batch = Batch.of(kind, files)
  using disk = new SmallDisk(batch.sandbox.out, '8m')
  await using program = batch.start({ sources: [batch.sandbox.in, '--wait', '24h'] })
  while (!program.said.includes('No space left')) await new Promise((resolve) => setTimeout(resolve, 5))
  process.kill(program.pid, 'SIGINT')
  const { code, out } = await program.ended
  assert.equal(code, 130, out)
  disk.grow()
  assertSettled(batch, yardstick, await batch.run({ sources: [batch.sandbox.in] }))
})

test('a full disk of the state folder harms nothing, is named, and with room it goes on', { skip }, async () => {
  const yardstick = await yardstickFor(kind, files)
  using batch = Batch.of(kind, files)
  const { state } = batch.sandbox
  using disk = new SmallDisk(state, '64k')
  writeFileSync(join(state, 'filler'), Buffer.alloc(60 * 1024))
  const ended = await batch.run()
  assertTruthful(batch, yardstick, ended)
  assert.notEqual(ended.code, 0)
  assert.match(ended.err, /No space left/)
  rmSync(join(state, 'filler'))
  disk.grow()
  assertSettled(batch, yardstick, await batch.run())
})

test('a day that waits for room is taken back meanwhile, and with room it goes on', { skip }, async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  mkdirSync(place.path('out'))
  using disk = new SmallDisk(place.path('out'), '8m')
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  place.write('in', { 'large.bin': noise('large', fileBytes * 9).toString('latin1') })
  await place.untilState(id, ({ state }) => state === 'needs-you')
  const [batch = ''] = (await place.status(id)).today.batchIds
  const { files: undone } = await place.ask('batch.undo', { batch })
  assert.deepEqual(
    undone.map(({ result }) => result),
    ['undone'],
  )
  const held = (await place.ask('vault.list', {})).files.map(({ n }) => n)
  await place.ask('vault.empty', { files: held })
  await place.untilState(id, ({ state }) => state === 'needs-you')
  disk.grow()
  await place.untilOut(id, ['large.bin'])
})
