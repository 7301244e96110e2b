import { spawnSync } from 'node:child_process'
import assert from 'node:assert/strict'
import { chmodSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'

const skip = whyOneVolume() || (process.platform === 'win32' && 'Windows has no such rights')
const modified = 1_500_000_000

test('a file that is moved to another disk has its time and rights there, and back, also where results keep nothing', {
  skip,
}, async () => {
  await using place = await openPlace({ 'a.txt': 'mine' })
  using there = otherVolume()
  const [home, away] = [join(place.inPath, 'a.txt'), join(there.path, 'a.txt')]
  chmodSync(home, 0o640)
  utimesSync(home, modified, modified)
  await place.run('name: away\nkeep: []\noriginals: { move: "{out}" }\n', { out: there.path })
  assert.deepEqual(seen(away), ['mine', 0o640, modified])
  await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(seen(home), ['mine', 0o640, modified])
})

test('what travels along to another disk comes back with its file, also where their names were taken there', {
  skip: whyOneVolume(),
}, async () => {
  for (const taken of [null, 'a.raf', 'a.xmp']) {
    await using place = await openPlace({ 'a.raf': 'raw', 'a.xmp': 'its edits' })
    using there = otherVolume()
    if (taken) writeFileSync(join(there.path, taken), 'of somebody else')
    await place.run('name: away\ncompanions: known\noriginals: { move: "{out}" }\n', { out: there.path })
    const named = taken ? ['a 2.raf', 'a 2.xmp', taken] : ['a.raf', 'a.xmp']
    assert.deepEqual(
      [readdirSync(place.inPath), readdirSync(there.path)],
      [[], named],
      `moved, where ${taken} was taken`,
    )
    await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: AbortSignal.timeout(60_000) })
    const back = ['a.raf', 'a.xmp'].map((name) => readFileSync(join(place.inPath, name), 'utf8'))
    assert.deepEqual([back, readdirSync(there.path)], [['raw', 'its edits'], taken ? [taken] : []])
  }
})

function seen(path: string): unknown[] {
  const { mode, mtimeMs } = statSync(path)
  return [readFileSync(path, 'utf8'), mode & 0o777, Math.floor(mtimeMs / 1000)]
}

const whyNoAttributes = whyOneVolume() || (process.platform !== 'linux' && 'only the cp of Linux is asked for them')

test('a file that is moved to another disk has its exact time, its group’s right to run it and its attributes there, and back', {
  skip: whyNoAttributes,
}, async (t) => {
  await using place = await openPlace({ 'a.txt': 'mine', 'b.txt': 'other' })
  using there = otherVolume()
  const [home, away] = [join(place.inPath, 'a.txt'), join(there.path, 'a.txt')]
  chmodSync(home, 0o2510)
  const hasAttribute = spawnSync('python3', ['-c', setAttribute, home]).status === 0
  if (!hasAttribute) t.diagnostic('SKIPPED: nothing here can set an extended attribute')
  const marks = (path: string): unknown[] => {
    const { mode, mtimeNs } = statSync(path, { bigint: true })
    return [readFileSync(path, 'utf8'), mode & 0o7777n, mtimeNs, hasAttribute ? attributesOf(path) : '']
  }
  const before = marks(home)
  await place.run('name: away\nkeep: []\noriginals: { move: "{out}" }\n', { out: there.path })
  assert.deepEqual(marks(away), before)
  await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(marks(home), before)
})

const setAttribute = 'import os, sys; os.setxattr(sys.argv[1], "user.comment", b"kept")'
const attributesOf = (path: string): string =>
  spawnSync('python3', [
    '-c',
    'import os, sys; print(os.getxattr(sys.argv[1], "user.comment"))',
    path,
  ]).stdout.toString()
