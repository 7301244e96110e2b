import assert from 'node:assert/strict'
import { linkSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, copying, type Kind, moving, picturing, replacing, yardstickFor } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { ForeignVolume, whyNoVolume } from './kit/foreign-volume.ts'
import {
  assertSafeWithoutLinks,
  assertSettled,
  leftovers,
  touchedOriginals,
  unexplained,
  untruths,
} from './kit/invariants.ts'
import { isVault } from './kit/leftovers.ts'
import { runToEnd } from './kit/program.ts'
import { keyOf, reportOf } from './kit/report.ts'
import { keyFor, sha256Of, treeOf } from './kit/tree.ts'

const refused = [
  'a:b.bin',
  'what?.bin',
  'star*.bin',
  'quote".bin',
  'pipe|.bin',
  'less<more>.bin',
  'end.',
  'blank ',
  'bell\x07.bin',
]
const cases = ['Case.bin', 'case.bin', 'CASE.BIN', 'Ünï.bin', 'üNÏ.bin']
const plain = ['plain.bin', 'two words.bin', `long-${'x'.repeat(150)}.bin`]

for (const type of ['vfat', 'exfat'] as const) {
  const skip = whyNoVolume(type)

  test(`names that ${type} refuses or takes for the same lose no file`, { skip }, async () => {
    using batch = new Batch(copying, nameFiles)
    using volume = ForeignVolume.forResults(batch.sandbox, type)
    assert.equal(hasLinks(batch.sandbox.out), false)
    const possible = cases.filter((name) => holds(batch.sandbox.out, name))
    const ended = await batch.run()
    assertNamesKept(batch)
    const lines = reportOf(batch.sandbox)
    const done = new Set(lines.filter(({ state }) => state === 'done').map(keyOf))
    assert.deepEqual(
      [...plain, ...possible].filter((name) => !done.has(keyFor(name))),
      [],
    )
    const failed = batch.keys.filter((key) => !done.has(key))
    const problems = [
      touchedOriginals(batch),
      leftovers(batch),
      untruths(batch, ended),
      unexplained(batch, ended, failed),
    ]
    assert.deepEqual(problems.flat(), [])
    await makesNothingTwice(batch, volume)
  })

  for (const [name, kind] of Object.entries({ moves: moving, replacements: replacing }))
    test(`undo gives ${type} its originals back as they were, names and times: ${name}`, { skip }, async () => {
      const volumes = new DisposableStack()
      using batch = new Batch(kind, (folder) => {
        volumes.use(ForeignVolume.make(type, { image: join(folder, '../image'), folder }))
        return agedInputs(kind, folder)
      })
      // Taken out before its folder is removed.
      using _ = volumes
      const seen = timesIn(batch.sandbox.in)
      assert.equal((await batch.run()).code, 0)
      const gone = batch.keys.filter((key) => batch.inputs().get(key) === batch.before.get(key)?.sha256)
      assert.deepEqual(gone, [])
      const { code, out, err } = await runToEnd(batch.sandbox, { args: ['undo', 'last'] })
      assert.equal(code, 0, out + err)
      assert.deepEqual(batch.inputs(), new Map(batch.keys.map((key) => [key, batch.before.get(key)?.sha256])))
      assert.deepEqual(timesIn(batch.sandbox.in), seen)
    })

  for (const [name, kind] of Object.entries({ copies: copying, pictures: picturing })) {
    test(`kill -9 loses nothing on ${type}, where there are no links: ${name}`, { skip }, async (t) => {
      const files = 8
      const yardstick = await yardstickFor(kind, files)
      for (let round = 1; round <= Math.ceil(extent.rounds / 2); round += 1) {
        await t.test(`round ${round}`, async () => {
          using batch = Batch.of(kind, files)
          using _ = ForeignVolume.forResults(batch.sandbox, type)
          for (let kills = 0; kills < 3; kills += 1) {
            await using program = batch.start()
            await Promise.race([program.ended, sleep(yardstick.ms * (0.2 + Math.random()))])
            program.killGroup('SIGKILL')
            await program.ended
            assertSafeWithoutLinks(batch, yardstick)
          }
          assertSettled(batch, yardstick, await batch.run())
        })
      }
    })
  }
}

function nameFiles(folder: string): string[] {
  const names = [...refused, ...cases, ...plain]
  for (const name of names) writeFileSync(join(folder, name), `content of ${name}`.repeat(500))
  return names.map(keyFor)
}

/** Of a day long ago, so that a file that is dated anew is told apart. */
function agedInputs(kind: Kind, folder: string): string[] {
  const keys = kind.inputs(folder, 4)
  for (const key of keys) utimesSync(join(folder, key), 1_500_000_000, 1_500_000_000)
  return keys
}

function timesIn(folder: string): [string, number][] {
  const names = readdirSync(folder).filter((name) => !isVault(name))
  return names.sort().map((name) => [name, statSync(join(folder, name)).mtimeMs])
}

function hasLinks(folder: string): boolean {
  const [one, two] = [join(folder, 'link-probe'), join(folder, 'link-probe-2')]
  writeFileSync(one, '')
  try {
    linkSync(one, two)
    rmSync(two)
    return true
  } catch {
    return false
  } finally {
    rmSync(one)
  }
}

/** FUSE's vfat takes ASCII only. */
function holds(folder: string, name: string): boolean {
  try {
    writeFileSync(join(folder, name), '')
    rmSync(join(folder, name))
    return true
  } catch {
    return false
  }
}

/** Every file that is done has its own bytes under a name that no other has. */
function assertNamesKept({ sandbox, before }: Batch): void {
  const taken = new Set<bigint>()
  const results = treeOf(sandbox.out, { hash: false })
  for (const line of reportOf(sandbox).filter(({ state }) => state === 'done')) {
    const [output] = line.outputs
    assert.ok(output)
    assert.equal(sha256Of(output.path), before.get(keyOf(line))?.sha256, line.path)
    const { inode } = results.get(keyFor(output.path.slice(sandbox.out.length + 1))) ?? {}
    assert.ok(inode !== undefined && !taken.has(inode), `${output.path} is shared or named otherwise on disk`)
    taken.add(inode)
  }
}

/** Also when the volume was away: its times are whole seconds and its inode numbers are new. */
async function makesNothingTwice(batch: Batch, volume: ForeignVolume): Promise<void> {
  const first = batch.results()
  await batch.run()
  assert.deepEqual(batch.results(), first)
  volume.takeOut()
  volume.plugIn()
  assert.deepEqual(batch.results(), first)
  const ended = await batch.run()
  assert.deepEqual(batch.results(), first)
  assert.deepEqual(untruths(batch, ended), [])
}
