import assert from 'node:assert/strict'
import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { counting, injecting, type LoggedCall, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, copying, yardstickFor } from './kit/batch.ts'
import { ForeignVolume, type VolumeType, whyNoVolume } from './kit/foreign-volume.ts'
import { assertSafeWithoutLinks, assertSettled } from './kit/invariants.ts'
import { isLeftover } from './kit/leftovers.ts'
import { nameOf } from './kit/tree.ts'

const files = 3

for (const type of ['vfat', 'exfat'] as const) {
  const skip = whyNoInjector() ?? whyNoVolume(type)

  test(`a power cut on ${type}, once a name is reserved, leaves it empty, and the next run gives it its result`, {
    skip,
  }, async () => {
    const yardstick = await yardstickFor(copying, files)
    const seen: string[] = []
    for (const call of await namings(type)) {
      using batch = Batch.of(copying, files)
      using _ = ForeignVolume.forResults(batch.sandbox, type)
      const ended = await batch.run({ env: injecting(batch.sandbox, { mode: 'killall', call }) })
      seen.push(...emptyResults(batch))
      assertSafeWithoutLinks(batch, yardstick)
      assertSettled(batch, yardstick, await batch.goOn(ended))
    }
    assert.notEqual(seen.length, 0, 'a name was reserved')
  })
}

/** The calls that rename a finished attempt to its final name, counted from 1. */
async function namings(type: VolumeType): Promise<number[]> {
  using batch = Batch.of(copying, files)
  using _ = ForeignVolume.forResults(batch.sandbox, type)
  assert.equal((await batch.run({ env: counting(batch.sandbox) })).code, 0)
  const isNaming = ({ operation, to }: LoggedCall): boolean =>
    operation === 'rename' && dirname(to) === batch.sandbox.out && !isLeftover(to)
  return loggedCalls(batch.sandbox).flatMap((call, at) => (isNaming(call) ? [at + 1] : []))
}

function emptyResults(batch: Batch): string[] {
  const names = [...batch.results().keys()].map(nameOf)
  return names.filter((name) => lstatSync(join(batch.sandbox.out, name)).size === 0)
}
