import assert from 'node:assert/strict'
import { existsSync, linkSync, lstatSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { temporaryFolder } from '../../test/fixtures/files.ts'
import { systemClock } from '../async/clock.ts'
import { identityOf } from '../io/identity.ts'
import type { PublishRequest } from '../io/publish.ts'
import type { BatchContext } from './batch-context.ts'
import { noteHalves, takeHalvesBack } from './half-results.ts'
import type { Job } from './job.ts'
import { IoLane } from './lanes/io.ts'

/** A result that has got its name, and nothing else is known of it. */
function published(folder: string, name: string): PublishRequest {
  const [attempt, final] = [join(folder, `.mr-${name}`), join(folder, name)]
  writeFileSync(attempt, 'result')
  const identity = identityOf(lstatSync(attempt, { bigint: true }))
  linkSync(attempt, final)
  unlinkSync(attempt)
  return { attempt, identity, sha256: 'a'.repeat(64), folder, name, original: false }
}

function batchOn(io: IoLane, { outRoot, mount }: { outRoot: string; mount: string | null }): BatchContext {
  const traits = { links: true, stableInodes: true, mtimeStepNs: 1, mount }
  return { parts: { io }, traits, record: { outRoot } } as unknown as BatchContext
}

test('what got its name before its disk went is taken back before the job is tried again, and nothing else is', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ threads: 1, clock: systemClock })
  const [ours, replaced] = ['a.txt', 'b.txt'].map((name) => published(folder.path, name))
  rmSync(join(folder.path, 'b.txt'))
  writeFileSync(join(folder.path, 'b.txt'), 'of a person')
  const job = {} as Job
  noteHalves(
    job,
    [ours, replaced].filter((half) => half !== undefined),
  )
  await takeHalvesBack(job, batchOn(io, { outRoot: folder.path, mount: null }))
  assert.deepEqual([existsSync(join(folder.path, 'a.txt')), job.halves], [false, undefined])
  assert.equal(readFileSync(join(folder.path, 'b.txt'), 'utf8'), 'of a person')
})

test('while the disk is away it is still to be done', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ threads: 1, clock: systemClock })
  const job = {} as Job
  noteHalves(job, [published(folder.path, 'a.txt')])
  // A folder where nothing is mounted.
  const batch = batchOn(io, { outRoot: folder.path, mount: join(folder.path, 'mount') })
  await assert.rejects(takeHalvesBack(job, batch), (error) => error instanceof Fault && error.code === 'volume-gone')
  assert.equal(job.halves?.length, 1)
})
