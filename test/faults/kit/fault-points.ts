import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  counting,
  type FaultMode,
  injecting,
  type LoggedCall,
  loggedCalls,
  wasInjected,
  whyNoInjector,
} from '../injector/injector.ts'
import { Batch, type Kind, type Yardstick, yardstickFor } from './batch.ts'
import { extent } from './extent.ts'
import { assertSafe, assertSettled, assertTruthful } from './invariants.ts'
import { keyOf, reportOf } from './report.ts'

const files = 3
const skip = whyNoInjector() ?? false
/** For all points of one kind; each run of the program has a limit of its own. */
const timeout = 1_200_000

/** For each kind and mode, one fault at each of some calls: at every moment all is safe, what lives on tells the truth, and the next run mends it. */
export function testFaultPoints(kinds: Record<string, { kind: Kind; modes: FaultMode[] }>): void {
  for (const [name, { kind, modes }] of Object.entries(kinds)) {
    test(`one fault at any call that changes a file: ${name}`, { skip, timeout }, async (t) => {
      const yardstick = await yardstickFor(kind, files)
      const calls = await cleanCalls(kind)
      for (const mode of modes) {
        for (const call of pointsOf(calls, mode)) {
          const label = `${mode} at call ${call} of ${calls.length} (${calls[call - 1]?.operation})`
          await t.test(label, { timeout }, () => disturbed(Batch.of(kind, files), { mode, call, yardstick }))
        }
      }
    })
  }
}

async function cleanCalls(kind: Kind): Promise<LoggedCall[]> {
  using batch = Batch.of(kind, files)
  const { code, err } = await batch.run({ env: counting(batch.sandbox) })
  assert.equal(code, 0, `a clean run under the injector succeeds: ${err}`)
  const calls = loggedCalls(batch.sandbox)
  assert.ok(calls.length > 3 * files, `the injector saw ${calls.length} calls`)
  return calls
}

/** Numbers of calls, two of three where files are, the others where the journal is. Only renames and links can cross a volume. */
export function pointsOf(calls: LoggedCall[], mode: FaultMode): number[] {
  const possible = calls
    .map((call, index) => ({ ...call, number: index + 1 }))
    .filter(({ operation }) => mode !== 'EXDEV' || operation === 'rename' || operation === 'link')
  const { state = [], files: outside = [] } = Object.groupBy(possible, ({ path }) =>
    /\/state(\/|$)/.test(path) ? 'state' : 'files',
  )
  const chosen = [
    ...spread(outside, Math.ceil((extent.points * 2) / 3)),
    ...spread(state, Math.floor(extent.points / 3)),
  ]
  return extent.ofThisTurn(chosen).map(({ number }) => number)
}

function spread<T>(items: T[], most: number): T[] {
  if (items.length <= most) return items
  const share = (index: number) => Math.floor((index * most) / items.length)
  return items.filter((_, index) => share(index) !== share(index - 1))
}

interface Disturbance {
  mode: FaultMode
  call: number
  yardstick: Yardstick
}

/** A killed worker is a fault like an error: the engine lives through it and tells the truth. */
async function disturbed(batch: Batch, { mode, call, yardstick }: Disturbance): Promise<void> {
  using _ = batch
  const ended = await batch.run({ env: injecting(batch.sandbox, { mode, call }) })
  const came = wasInjected(batch.sandbox) || loggedCalls(batch.sandbox).length < call
  assert.ok(came, 'the fault was injected')
  assertSafe(batch, yardstick)
  if (ended.signal !== 'SIGKILL' || ended.timedOut) {
    assertTruthful(batch, yardstick, ended)
    assert.deepEqual(removedOriginals(batch), [])
  }
  assertSettled(batch, yardstick, await batch.goOn(ended))
}

/** Originals that were removed although they are not done. */
function removedOriginals(batch: Batch): string[] {
  const { sandbox, keys } = batch
  const done = reportOf(sandbox).filter(({ state }) => state === 'done')
  const open = new Set(
    keys.filter((key) => !done.some((line) => keyOf(line) === key)).map((key) => join(sandbox.in, key)),
  )
  const unlinks = loggedCalls(sandbox).filter(({ operation, path }) => operation === 'unlink' && open.has(path))
  return unlinks.map(({ path }) => path)
}
