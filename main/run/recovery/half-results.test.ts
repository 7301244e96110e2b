import assert from 'node:assert/strict'
import { existsSync, linkSync, lstatSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { folding, journalOf } from '../../../test/fixtures/journal-of.ts'
import { systemClock } from '../../async/clock.ts'
import { identityOf } from '../../io/looking/identity.ts'
import type { PublishRequest } from '../../io/publishing/publish-request.ts'
import { operations } from '../../journal/operations.ts'
import { commit } from '../../journal/results/commit-jobs.ts'
import { end } from '../../journal/results/end-jobs.ts'
import type { BatchContext } from '../batch-context.ts'
import { clearHalves, noteHalves, takeHalvesBack } from './half-results.ts'
import type { Job } from '../job.ts'
import { IoLane } from '../lanes/io.ts'

/** A result that has got its name, and nothing else is known of it. */
function published(folder: string, name: string): PublishRequest {
  const [attempt, final] = [join(folder, `.mr-0123456789-${name}`), join(folder, name)]
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

/** A journal in which a job was about to publish a result into `folder`, and ended when the disk of that went. */
async function journalWithHalf({ folder, name, attempt, identity, sha256 }: PublishRequest) {
  const kept = await journalOf(['/in/a.txt'])
  const { store, batch } = kept
  const named = { branch: 0, stem: 'a', extension: '.txt', companions: [], beside: null, type: '', facts: {}, bytes: 6 }
  const outputs = [{ ...named, part: 0, folder, name, attempt, identity, sha256 }]
  const job = { seq: 0, sha256, outputs, moves: [], members: [], hasFewer: false, again: [] }
  commit(store, { batch, folding, atMs: 0, watched: false, jobs: [job] })
  const ending = { seq: 0, state: 'failed' as const, fault: null, step: null, ms: 1, names: [], halves: true }
  end(store, { batch, folding, jobs: [ending] })
  const call = async (name: keyof typeof operations, input: never) => operations[name](store, input)
  return { call, [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose]() }
}

for (const [becomes, isBack] of [
  ['is taken back when that is there, whoever saves there next', true],
  ['stays noted while that is away', false],
] as const)
  test(`what a job had to leave on a disk that went ${becomes}`, async () => {
    using folder = temporaryFolder()
    await using io = new IoLane({ threads: 1, clock: systemClock })
    await using journal = await journalWithHalf(published(folder.path, 'a.txt'))
    const mount = isBack ? null : join(folder.path, 'mount')
    const { traits } = batchOn(io, { outRoot: '/out', mount })
    const parts = { io, journal } as unknown as Parameters<typeof clearHalves>[0]
    await clearHalves(parts, { record: { outRoot: '/out' }, traits } as Parameters<typeof clearHalves>[1])
    assert.equal(existsSync(join(folder.path, 'a.txt')), false)
    const left = (await journal.call('halvesInto', '/out' as never)) as unknown[]
    assert.equal(left.length, isBack ? 0 : 1)
  })
