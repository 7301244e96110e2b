import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Batch, type Kind } from './kit/batch.ts'
import { interruptTwice } from './kit/interrupt-twice.ts'
import { leftovers } from './kit/invariants.ts'
import { makeBinaries } from './kit/make-files.ts'
import { processesOf } from './kit/processes.ts'
import { type Program, runToEnd } from './kit/program.ts'
import { nameOf } from './kit/tree.ts'

const files = 2
const takenWithinMs = 20_000
const skip = process.platform === 'linux' ? false : 'runs `sh`, and looks for processes in /proc'

/** A program that has taken its input away and not ended yet; `inBetween` comes after it, on what it made. */
const taking = (script: string, inBetween = ''): Kind => ({
  recipe: `millrace: 1\nname: take\nsteps:\n  - external.run: { command: [sh, -c, '${script}; sleep 60', sh, "{input}", "{output}"] }\n${inBetween}`,
  originals: 'stay',
  inputs: makeBinaries,
})

const moves = 'mkdir "$2.d"; mv "$1" "$2.d/orig"'
const removes = 'tr a-z A-Z < "$1" > "$2"; touch "$2.log"; rm "$1"'
const thenText = '  - file.text: { line-endings: lf }\n'

interface Cut {
  batch: Batch
  program: Program
}

const cuts: Record<string, (cut: Cut) => Promise<unknown>> = {
  async 'Ctrl-C twice'({ program }) {
    await interruptTwice(program)
    await program.gone
  },
  async 'kill -9 of the main process'({ program }) {
    process.kill(program.pid, 'SIGKILL')
    await program.gone
  },
}
const ofEverything = async ({ batch, program }: Cut): Promise<void> => {
  const all = processesOf(batch.sandbox, program.pid).map(({ pid }) => pid)
  // What is stopped cannot clean up when it sees another one die.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) for (const pid of all) process.kill(pid, signal)
  await program.gone
}

test('a file that a program had taken away when it was cut off is in its place again', { skip }, async (t) => {
  const cases = [
    ...Object.entries(cuts).flatMap(([name, cut]) => [
      { name: `moved, ${name}`, kind: taking(moves), cut },
      { name: `removed, ${name}`, kind: taking(removes), cut },
    ]),
    { name: 'moved, kill -9 of everything', kind: taking(moves), cut: ofEverything },
    {
      name: 'moved to where more is done to it, kill -9 of everything',
      kind: taking(moves, thenText),
      cut: ofEverything,
    },
  ]
  for (const { name, kind, cut } of cases)
    await t.test(name, async () => {
      using batch = Batch.of(kind, files)
      await using program = batch.start()
      await allTaken(batch)
      await cut({ batch, program })
      // Whatever is asked next, what is left of the run is seen to first.
      await runToEnd(batch.sandbox, { args: ['cancel', 'last'] })
      const stands = batch.keys.map((key) => batch.inputs().get(key) === batch.before.get(key)?.sha256)
      assert.deepEqual(stands, [true, true])
      assert.deepEqual(leftovers(batch), [])
    })
})

async function allTaken({ sandbox, keys }: Batch): Promise<void> {
  const startedMs = performance.now()
  while (keys.some((key) => existsSync(join(sandbox.in, nameOf(key))))) {
    assert.ok(performance.now() - startedMs < takenWithinMs, 'the program takes its input')
    await sleep(20)
  }
}
