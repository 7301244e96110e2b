import assert from 'node:assert/strict'
import { appendFileSync, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { Fault } from '../../../contract/fault.ts'
import { systemClock } from '../../async/clock.ts'
import { identityOf } from '../../io/looking/identity.ts'
import type { Finished, Job } from '../job.ts'
import { IoLane } from '../lanes/io.ts'
import { type CommitEntry, newEntry } from './commit-entry.ts'
import { makeSure } from './make-sure.ts'

/** A result of each of these files, none of which is on the disk itself yet. */
function entriesOf(folder: string, names: string[]): CommitEntry[] {
  writeTree(folder, Object.fromEntries(names.flatMap((name) => [name, attemptOf(name)].map((at) => [at, at]))))
  return names.map((name) => {
    const source = join(folder, name)
    const job = { source, identity: identityOf(statSync(source, { bigint: true })) } as Job
    const outputs = [{ attempt: join(folder, attemptOf(name)), isFlushed: false }] as Finished['outputs']
    return newEntry({ job, outputs, read: [job] } as unknown as Finished, '')
  })
}

const attemptOf = (name: string): string => `.mr-0123456789-${name}`

function codesOf(entries: CommitEntry[]): (string | null)[] {
  return entries.map(({ fault }) => fault && Fault.from(fault, '').code)
}

test('a file that somebody has written to since it was read gets no result, nor one that is gone; the others do', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 2 })
  const entries = entriesOf(folder.path, ['a', 'b', 'c', 'd'])
  appendFileSync(join(folder.path, 'b'), '!')
  rmSync(join(folder.path, 'c'))
  await makeSure(entries, io)
  assert.deepEqual(codesOf(entries), [null, 'original-changed', 'original-changed', null])
})

test('one file of a group that has changed is enough, and more than one thread looks at a large one', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 2 })
  const names = Array.from({ length: 1_500 }, (_, n) => `f${n}`)
  const each = entriesOf(folder.path, names)
  const [first] = each
  assert.ok(first)
  const read = each.map(({ finished }) => finished.job)
  const group = { ...first, finished: { ...first.finished, read, outputs: [] } }
  await makeSure([group], io)
  assert.equal(group.fault, null)
  appendFileSync(join(folder.path, 'f1499'), '!')
  await makeSure([group], io)
  assert.deepEqual(codesOf([group]), ['original-changed'])
})

test('a result that cannot be put on the disk is the fault of its file, whose original is not looked at any more', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 1 })
  const entries = entriesOf(folder.path, ['a', 'b'])
  for (const gone of [attemptOf('a'), 'a']) rmSync(join(folder.path, gone))
  await makeSure(entries, io)
  assert.deepEqual(codesOf(entries), ['file-missing', null])
  assert.ok(existsSync(join(folder.path, attemptOf('b'))))
})
