import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, type Kind, type Yardstick, yardstickFor } from './kit/batch.ts'
import { assertSafe, assertSettled, leftovers, unequalEnds } from './kit/invariants.ts'
import { interruptTwice } from './kit/interrupt-twice.ts'
import { isLeftover } from './kit/leftovers.ts'
import { png } from './kit/make-files.ts'
import { processesOf } from './kit/processes.ts'
import type { Program } from './kit/program.ts'
import { reportOf } from './kit/report.ts'
import { treeOf } from './kit/tree.ts'

/** Enough that some are in hand and some are not begun when the cut comes. */
const files = 6
/** How long the output folder must stay still after the program is gone. */
const quietMs = Number(process.env['MILLRACE_FAULT_QUIET_MS'] ?? 3_000)
const skip = process.platform === 'linux' ? false : 'looks for processes in /proc'

/** Encodes for a second or so a file, in a child process that cannot be interrupted from inside. */
const slow: Kind = {
  recipe: 'millrace: 1\nname: slow\nsteps:\n  - image.convert: { to: avif, effort: 2 }\n',
  originals: 'stay',
  inputs: (folder, count) =>
    Array.from({ length: count }, (_, index) => {
      writeFileSync(join(folder, `slow${index}.png`), png(`slow ${index}`, { width: 700, height: 525 }))
      return `slow${index}.png`
    }),
}

interface Cut {
  batch: Batch
  program: Program
  yardstick: Yardstick
}

test('nothing of a run outlives it, and the next run ends as if nothing had been', { skip }, async (t) => {
  const yardstick = await yardstickFor(slow, files)
  for (const [name, cut] of Object.entries(cuts)) {
    await t.test(name, async () => {
      using batch = Batch.of(slow, files)
      await using program = batch.start()
      await midRun(batch, { program, withinMs: yardstick.ms * 0.35 })
      assert.ok(program.alive, 'the cut comes in mid-run')
      await cut({ batch, program, yardstick })
      assertSettled(batch, yardstick, await batch.run())
    })
  }
})

const cuts: Record<string, (cut: Cut) => Promise<void>> = {
  async 'kill -9 of the main process alone'({ batch, program, yardstick }) {
    process.kill(program.pid, 'SIGKILL')
    await program.gone
    await allGone(batch, { program, withinMs: 3_000 })
    assertSafe(batch, yardstick)
    await nothingWrites(batch)
  },
  async 'kill -9 of the main process, and a new run at once'({ batch, program }) {
    const before = processesOf(batch.sandbox, program.pid)
    process.kill(program.pid, 'SIGKILL')
    await program.gone
    const { code } = await batch.run()
    assert.equal(code, 0)
    const left = processesOf(batch.sandbox, program.pid).filter(({ pid }) => before.some((old) => old.pid === pid))
    assert.deepEqual(left, [])
    await nothingWrites(batch)
  },
  async 'Ctrl-C once: files in hand are finished'({ batch, program, yardstick }) {
    // What has been written is in hand to its end; before, a slow machine may not have begun any.
    while (program.alive && attemptsIn(batch) + batch.results().size === 0) await sleep(10)
    const inHand = attemptsIn(batch)
    program.killGroup('SIGINT')
    const { code } = await program.ended
    assert.equal(code, 130)
    const done = reportOf(batch.sandbox).filter(({ state }) => state === 'done').length
    assert.ok(done >= Math.max(1, inHand), `${done} done, ${inHand} were in hand`)
    assert.deepEqual(unequalEnds(batch, { results: new Map() }), [])
    await stopped(batch, { program, yardstick })
  },
  async 'Ctrl-C twice: stops now'({ batch, program, yardstick }) {
    await interruptTwice(program)
    const askedMs = performance.now()
    const { code } = await program.gone
    assert.equal(code, 130)
    assert.ok(performance.now() - askedMs < 2_000, `it took ${performance.now() - askedMs} ms`)
    await stopped(batch, { program, yardstick })
  },
  async 'SIGTERM to the main process'({ batch, program, yardstick }) {
    process.kill(program.pid, 'SIGTERM')
    const { code } = await program.ended
    assert.equal(code, 143)
    await stopped(batch, { program, yardstick })
  },
}

/** At that time, or sooner where the machine is quicker than it was: when the first result stands. */
async function midRun(batch: Batch, { program, withinMs }: { program: Program; withinMs: number }): Promise<void> {
  const startedMs = performance.now()
  while (program.alive && performance.now() - startedMs < withinMs && batch.results().size === 0) await sleep(10)
}

async function stopped(batch: Batch, { program, yardstick }: Omit<Cut, 'batch'>): Promise<void> {
  await allGone(batch, { program, withinMs: 1_000 })
  assert.deepEqual(leftovers(batch), [])
  assertSafe(batch, yardstick)
  await nothingWrites(batch)
}

async function allGone(
  { sandbox }: Batch,
  { program, withinMs }: { program: Program; withinMs: number },
): Promise<void> {
  const startedMs = performance.now()
  while (processesOf(sandbox, program.pid).length > 0 && performance.now() - startedMs < withinMs) await sleep(50)
  assert.deepEqual(processesOf(sandbox, program.pid), [])
}

async function nothingWrites({ sandbox }: Batch): Promise<void> {
  const before = treeOf(sandbox.out, { hash: false })
  for (const startedMs = performance.now(); performance.now() - startedMs < quietMs; ) {
    await sleep(200)
    assert.deepEqual(treeOf(sandbox.out, { hash: false }), before)
  }
}

function attemptsIn({ sandbox }: Batch): number {
  return [...treeOf(sandbox.out, { hash: false })].filter(([key, { kind }]) => kind === 'file' && isLeftover(key))
    .length
}
