import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../../io/looking/identity.ts'
import type { PublishRequest } from '../../io/publishing/publish-request.ts'
import { hashFile } from '../../io/looking/hash-file.ts'
import { systemClock } from '../../async/clock.ts'
import { IoLane } from '../lanes/io.ts'
import { publishSets } from './publish-sets.ts'

const rules = { links: true, stableInodes: true, mtimeStepNs: 1 }
/** More than one thread is told in one message. */
const parts = Array.from({ length: 1_800 }, (_, part) => String(part).padStart(4, '0'))
const last = parts.length - 1

function longSet(folder: string): PublishRequest[] {
  writeTree(folder, Object.fromEntries(parts.map((part) => [`.mr-0123456789-${part}`, part])))
  return parts.map((part) => {
    const attempt = join(folder, `.mr-0123456789-${part}`)
    const noted = { identity: identityOf(statSync(attempt, { bigint: true })), sha256: hashFile(attempt) }
    return { ...noted, attempt, folder, name: `${part}.txt`, original: false }
  })
}

test('a long set gets its names from several threads, and its change times in the order of its parts', async () => {
  using folder = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 3 })
  const [outcome] = await publishSets(io, [longSet(folder.path)], rules)
  const ctimes = parts.map((part) => String(statSync(join(folder.path, `${part}.txt`), { bigint: true }).ctimeNs))
  assert.deepEqual(outcome, { ok: true, value: { taken: null, ctimes, litter: [] } })
  assert.deepEqual(readTree(folder.path), Object.fromEntries(parts.map((part) => [`${part}.txt`, part])))
})

test('of a long set one name of which is taken nothing is published, whichever thread met it', async () => {
  await using io = new IoLane({ clock: systemClock, threads: 3 })
  for (const taken of [0, 550, 1_100, last]) {
    using folder = temporaryFolder()
    const set = longSet(folder.path)
    writeTree(folder.path, { [`${parts[taken]}.txt`]: 'somebody else’s' })
    const before = readTree(folder.path)
    assert.deepEqual(await publishSets(io, [set], rules), [{ ok: true, value: { taken, ctimes: [], litter: [] } }])
    assert.deepEqual(readTree(folder.path), before)
  }
})

test('a long set that fails goes back whole, and holds no other back', async () => {
  using folder = temporaryFolder()
  using other = temporaryFolder()
  await using io = new IoLane({ clock: systemClock, threads: 2 })
  const set = longSet(folder.path)
  const before = readTree(folder.path)
  const lost = set.with(last, { ...set[0], attempt: join(folder.path, '.mr-0123456789-gone') } as PublishRequest)
  const short = longSet(other.path).slice(0, 2)
  const outcomes = await publishSets(io, [short, lost, []], rules)
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [true, false, true],
  )
  assert.deepEqual(readTree(folder.path), before)
  assert.equal(readTree(other.path)['0001.txt'], '0001')
})
