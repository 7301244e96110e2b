import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, copying, type Kind, moving, picturing, replacing, type Yardstick, yardstickFor } from './kit/batch.ts'
import { extent } from './kit/extent.ts'
import { assertSafe, assertSettled } from './kit/invariants.ts'
import type { Ended } from './kit/program.ts'

/** In one batch's life. */
const mostKills = 4

const kinds: Record<string, { kind: Kind; files: number }> = {
  copies: { kind: copying, files: 40 },
  pictures: { kind: picturing, files: 12 },
  moves: { kind: moving, files: 40 },
  replacements: { kind: replacing, files: 12 },
}

for (const [name, { kind, files }] of Object.entries(kinds)) {
  test(`kill -9 of everything at any moment loses nothing, and the same command goes on: ${name}`, async (t) => {
    const yardstick = await yardstickFor(kind, files)
    let kills = 0
    // A machine that was slower for the yardstick has runs that end before their moment comes.
    const isEnough = (round: number) => round > extent.rounds && (kills >= extent.rounds || round > 4 * extent.rounds)
    for (let round = 1; !isEnough(round); round += 1) {
      await t.test(`round ${round}`, async () => {
        kills += await killed(Batch.of(kind, files), yardstick)
      })
    }
    assert.ok(kills >= extent.rounds, `only ${kills} runs were killed`)
  })
}

/** Answers with how often it was killed. */
async function killed(batch: Batch, yardstick: Yardstick): Promise<number> {
  using _ = batch
  let kills = 0
  let last: Ended
  do {
    await using program = batch.start()
    await Promise.race([program.ended, sleep(20 + Math.random() * yardstick.ms)])
    if (program.alive) kills += 1
    program.killGroup('SIGKILL')
    last = await program.ended
    assertSafe(batch, yardstick)
  } while (last.signal === 'SIGKILL' && kills < mostKills)
  assertSettled(batch, yardstick, await batch.goOn(last))
  return kills
}
