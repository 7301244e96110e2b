import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { WatchPlace } from '../fixtures/watch-place.ts'
import { counting, injecting, loggedCalls, whyNoInjector } from './injector/injector.ts'
import { Batch, copying, moving, picturing, replacing, yardstickFor } from './kit/batch.ts'
import { assertSettled } from './kit/invariants.ts'
import { isLeftover, isVault } from './kit/leftovers.ts'
import type { Sandbox } from './kit/sandbox.ts'
import { type Program, runToEnd } from './kit/program.ts'

const skip = process.platform !== 'linux' || process.getuid?.() !== 0 ? 'mounting needs root on Linux' : false

/** A disk in memory under the folder of the results, which can be pulled out in the middle of everything and keeps what is on it. */
class StickOfMemory implements Disposable {
  readonly #folder: string
  readonly #kept: string

  constructor({ root, out }: Pick<Sandbox, 'root' | 'out'>) {
    this.#folder = out
    this.#kept = join(root, 'stick')
    mkdirSync(this.#kept)
    execFileSync('mount', ['-t', 'tmpfs', 'millrace-stick', this.#kept])
    this.plugIn()
  }

  plugIn(): void {
    execFileSync('mount', ['--bind', this.#kept, this.#folder])
  }

  pullOut(): void {
    execFileSync('umount', ['-l', this.#folder])
  }

  [Symbol.dispose](): void {
    // A test that failed may have left it pulled out.
    for (const folder of [this.#folder, this.#kept]) spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
  }
}

/** Waits for something to become true while the program runs. One that has ended by then was too fast to be caught: it is not waited for. */
async function until(program: Program, holds: () => boolean): Promise<void> {
  while (program.alive && !holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** With the folders they are in. */
const resultsIn = ({ out }: Sandbox): string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => !isLeftover(name))

const copyingBelow = {
  ...copying,
  recipe: `${copying.recipe}output: { folder: "{out}/below" }
`,
}

for (const [name, kind, count] of [
  ['copies', copyingBelow, 200],
  ['pictures', picturing, 40],
] as const) {
  test(`a disk that is pulled out is waited for, and nothing is written where it was: ${name}`, { skip }, async () => {
    const yardstick = await yardstickFor(kind, count)
    using batch = Batch.of(kind, count)
    const { sandbox } = batch
    using stick = new StickOfMemory(sandbox)
    await using program = batch.start({ sources: [...batch.keys.map((key) => join(sandbox.in, key)), '--wait', '60s'] })
    await until(program, () => resultsIn(sandbox).length > 2)
    stick.pullOut()
    await until(program, () => /The disk of .* is not connected/.test(program.said))
    assert.deepEqual(
      readdirSync(sandbox.out).filter((key) => !isLeftover(key)),
      [],
    )
    stick.plugIn()
    assertSettled(batch, yardstick, await program.ended)
  })
}

for (const again of ['resume', 'the same command'])
  test(`what a run that does not wait for its disk had to leave is made when that is back, once: ${again}`, {
    skip,
  }, async () => {
    const yardstick = await yardstickFor(copyingBelow, 300)
    using batch = Batch.of(copyingBelow, 300)
    const { sandbox } = batch
    using stick = new StickOfMemory(sandbox)
    const sources = [...batch.keys.map((key) => join(sandbox.in, key)), '--wait', '0']
    await using program = batch.start({ sources })
    await until(program, () => resultsIn(sandbox).length > 2)
    stick.pullOut()
    await program.ended
    stick.plugIn()
    const args = again === 'resume' ? ['resume', '--report', sandbox.report] : batch.arguments(sources)
    assertSettled(batch, yardstick, await runToEnd(sandbox, { args }))
  })

test('a run whose disk is away is not gone on with elsewhere, and is when the disk is back', { skip }, async () => {
  // Pictures take long enough for the run to be killed in their midst on a busy machine too: copies may all be done by then.
  const yardstick = await yardstickFor(picturing, 40)
  using batch = Batch.of(picturing, 40)
  const { sandbox } = batch
  using stick = new StickOfMemory(sandbox)
  await using program = batch.start()
  await until(program, () => resultsIn(sandbox).length > 2)
  program.killGroup('SIGKILL')
  assert.equal((await program.ended).signal, 'SIGKILL')
  stick.pullOut()
  for (const args of [['resume'], batch.arguments()]) {
    const { code, err } = await runToEnd(sandbox, { args })
    assert.deepEqual([code, readdirSync(sandbox.out)], [3, []])
    assert.match(err, /The disk of .*out is not connected/)
  }
  stick.plugIn()
  assertSettled(batch, yardstick, await batch.run())
})

test('results whose disk is away are neither missing nor taken back, and are both when it is back', {
  skip,
}, async () => {
  using batch = Batch.of(copyingBelow, 30)
  const { sandbox } = batch
  using stick = new StickOfMemory(sandbox)
  assert.equal((await batch.run()).code, 0)
  const made = resultsIn(sandbox)
  stick.pullOut()
  for (const args of [
    ['verify', 'last'],
    ['undo', 'last', '--yes'],
  ]) {
    const { code, out, err } = await runToEnd(sandbox, { args })
    assert.deepEqual([code, out], [3, ''])
    assert.match(err, /The disk of .*out is not connected\. It begins at /)
  }
  stick.plugIn()
  assert.deepEqual(resultsIn(sandbox), made)
  assert.match((await runToEnd(sandbox, { args: ['verify', 'last'] })).out, /^30 results are as written\.$/m)
  assert.match((await runToEnd(sandbox, { args: ['undo', 'last'] })).out, /^30 files taken back\.$/m)
  assert.deepEqual(batch.results().size, 0)
})

/** The stick of those tests lies under the originals. */
const underOriginals = ({ sandbox }: Batch): StickOfMemory => {
  const { root, in: folder } = sandbox
  const stick = new StickOfMemory({ root, out: folder })
  for (const key of readdirSync(join(root, 'aside'))) cpSync(join(root, 'aside', key), join(folder, key))
  return stick
}

/** Of a batch whose originals are to lie on a stick: what is in its folder now would be hidden by that. */
function setAside({ sandbox: { root, in: folder } }: Batch): void {
  cpSync(folder, join(root, 'aside'), { recursive: true })
  for (const key of readdirSync(folder)) rmSync(join(folder, key))
}

for (const [name, kind] of [
  ['moved', moving],
  ['replaced', replacing],
] as const)
  test(`originals that were ${name} are not put back into the place of their disk while that is away`, {
    skip,
  }, async () => {
    using batch = Batch.of(kind, 6)
    const { sandbox } = batch
    setAside(batch)
    using stick = underOriginals(batch)
    const before = readdirSync(sandbox.in)
    assert.equal((await batch.run({ sources: [sandbox.in] })).code, 0)
    stick.pullOut()
    for (const args of [['undo', 'last', '--yes'], ...(kind === replacing ? [['verify', 'last']] : [])]) {
      const { code, out, err } = await runToEnd(sandbox, { args })
      assert.deepEqual([code, out, readdirSync(sandbox.in)], [3, '', []])
      assert.match(err, /The disk of .*in.* is not connected\. It begins at /)
    }
    stick.plugIn()
    assert.match((await runToEnd(sandbox, { args: ['verify', 'last'] })).out, /^6 results are as written\.$/m)
    assert.match(
      (await runToEnd(sandbox, { args: ['undo', 'last'] })).out,
      /^6 files taken back; 6 originals brought back\.$/m,
    )
    assert.deepEqual(
      readdirSync(sandbox.in).filter((key) => !isVault(key)),
      before,
    )
  })

/** As many as make several pages of an undo. */
const movedFiles = 200

/** A batch whose originals were moved away from their disk. */
async function movedFromStick() {
  const batch = Batch.of(moving, movedFiles)
  setAside(batch)
  const stick = underOriginals(batch)
  assert.equal((await batch.run({ sources: [batch.sandbox.in] })).code, 0)
  const dispose = (): void => {
    stick[Symbol.dispose]()
    batch[Symbol.dispose]()
  }
  return { sandbox: batch.sandbox, stick, [Symbol.dispose]: dispose }
}

const originalsIn = (sandbox: Sandbox): string[] =>
  readdirSync(sandbox.in).filter((key) => !isVault(key) && !isLeftover(key))

test('an undo that was cut off waits for the disk of its originals: no start and no other undo puts them into its place', {
  skip: skip || (whyNoInjector() ?? false),
}, async () => {
  const undo = ['undo', 'last', '--yes']
  using counted = await movedFromStick()
  await runToEnd(counted.sandbox, { args: undo, env: counting(counted.sandbox) })
  const calls = loggedCalls(counted.sandbox)
  using moved = await movedFromStick()
  const { sandbox, stick } = moved
  const call = Math.floor(calls.length / 2)
  await runToEnd(sandbox, { args: undo, env: injecting(sandbox, { mode: 'killall', call }) })
  const back = originalsIn(sandbox).length
  assert.ok(back > 0 && back < movedFiles, `${back} were back`)
  stick.pullOut()
  const { code, err } = await runToEnd(sandbox, { args: undo })
  assert.deepEqual([code, readdirSync(sandbox.in)], [3, []])
  assert.match(err, /The disk of .*in.* is not connected\. It begins at /)
  stick.plugIn()
  assert.equal((await runToEnd(sandbox, { args: undo })).code, 0)
  assert.deepEqual([originalsIn(sandbox).length, resultsIn(sandbox)], [movedFiles, []])
})

test('a new run does not begin where a disk was either, unless somebody has made a folder there', {
  skip,
}, async () => {
  using batch = Batch.of(copying, 3)
  const { sandbox } = batch
  using stick = new StickOfMemory(sandbox)
  const [first = '', second = ''] = batch.keys.map((key) => join(sandbox.in, key))
  assert.equal((await batch.run({ sources: [first] })).code, 0)
  stick.pullOut()
  const { code, err } = await batch.run({ sources: [second] })
  assert.deepEqual([code, readdirSync(sandbox.out)], [3, []])
  assert.match(err, /The disk of .*out is not connected\. It begins at .*out\. .*make a folder there first/)
  const asked = batch.arguments([second]).filter((word) => word !== '--report' && word !== sandbox.report)
  const plan = await runToEnd(sandbox, { args: ['plan', ...asked.slice(1)] })
  assert.match(plan.out + plan.err, /The disk of .*out is not connected/)
  mkdirSync(join(sandbox.out, 'here'))
  assert.equal((await batch.run({ sources: [second] })).code, 0)
  assert.deepEqual([...batch.results().keys()], [batch.keys[1]])
})

test('a new day of a watched folder does not begin where its disk was, and goes on when that is back', {
  skip,
}, async () => {
  const zone = process.env['TZ']
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  const out = place.path('out')
  mkdirSync(out)
  using stick = new StickOfMemory({ root: place.path(), out })
  try {
    // From the last zone of the earth to the first it is a day later at any hour.
    process.env['TZ'] = 'Etc/GMT+12'
    const { id } = await place.watch()
    await place.untilOut(id, ['a.txt'])
    stick.pullOut()
    process.env['TZ'] = 'Etc/GMT-14'
    place.write('in', { 'b.txt': '2' })
    const { reason } = await place.untilState(id, ({ state }) => state === 'needs-you')
    assert.match(reason, /The disk of .*out is not connected/)
    assert.deepEqual(readdirSync(out), [])
    stick.plugIn()
    await place.untilOut(id, ['a.txt', 'b.txt'])
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})
