import assert from 'node:assert/strict'
import { chmodSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { otherVolume, whyOneVolume } from '../../test/fixtures/other-volume.ts'

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

function seen(path: string): unknown[] {
  const { mode, mtimeMs } = statSync(path)
  return [readFileSync(path, 'utf8'), mode & 0o777, Math.floor(mtimeMs / 1000)]
}
