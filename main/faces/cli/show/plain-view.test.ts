import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault, type WireFault } from '../../../../contract/fault.ts'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import { FakeTerminal } from '../testing/fake-world.ts'
import { endedRowOf, snapshotOf } from '../testing/scripted-engine.ts'
import { PlainView } from './plain-view.ts'

test('while files are still being found nothing is said of how many there are in all, nor of the time left', async () => {
  const clock = new VirtualClock()
  const terminal = new FakeTerminal()
  using view = new PlainView({ terminal, clock })
  for (const state of ['counting', 'running'] as const) {
    await clock.advance(11_000)
    const counts = { total: 2000, done: 900, totalBytes: 4e6, endedBytes: 2e6 }
    view.event({ type: 'batch', batch: snapshotOf({ state, remainingMs: 5000, counts }) })
  }
  const [counting = '', running = ''] = terminal.lines
  assert.equal(counting, '900 done of at least 2,000 files, found so far, 2.0 MB')
  assert.match(running, /^900 of 2,000 files done, 2\.0 MB of 4\.0 MB/)
})

test('of very many skipped files the first are named', () => {
  const terminal = new FakeTerminal()
  using view = new PlainView({ terminal, clock: new VirtualClock() })
  const rows = Array.from({ length: 50 }, (_, seq) => endedRowOf({ seq, path: `/in/${seq}`, state: 'skipped' }))
  view.event({ type: 'ended', batchId: 'batch-1', rows })
  assert.equal(terminal.lines.length, 11)
  assert.equal(terminal.lines.at(-1), 'More files are skipped; `--report` names all of them.')
})

const ofAnotherKind = 'is not of a kind this recipe can read. It takes pictures.'
const chooseAnother = 'Choose a recipe for this kind, or save the file as a kind that this one reads.'

/** What is said of files that are skipped, each with the name its reason knows it by. */
function skipped(...files: [path: string, subject: string][]): string[] {
  const terminal = new FakeTerminal()
  using view = new PlainView({ terminal, clock: new VirtualClock() })
  const rows = files.map(([path, subject], seq) => {
    const fault = new Fault('wrong-type', { subject, why: 'It takes pictures.' }).toWire()
    return endedRowOf({ seq, path, state: 'skipped', fault })
  })
  view.event({ type: 'ended', batchId: 'b', rows })
  return terminal.lines
}

test('a file that a reason knows by its name is named once, with its path', () => {
  for (const [path, named] of [
    [join('/in', 'notes.txt'), join('/in', 'notes.txt')],
    [join('/in', 'my notes.txt'), `${join('/in', 'my notes.txt')}: notes.txt`],
  ] as const)
    assert.deepEqual(skipped([path, 'notes.txt']), [`skipped: ${named} ${ofAnotherKind} ${chooseAnother} (wrong-type)`])
})

test('what to do about several alike is said once', () => {
  const [a, b] = ['a.txt', 'b.txt'].map((name): [string, string] => [join('/in', name), name])
  assert.ok(a && b)
  assert.deepEqual(skipped(a, b), [
    `skipped: ${a[0]} ${ofAnotherKind} ${chooseAnother} (wrong-type)`,
    `skipped: ${b[0]} ${ofAnotherKind} (wrong-type)`,
  ])
})

test('why files failed together is said of the first of them, and again where another fails for it later', () => {
  const terminal = new FakeTerminal()
  using view = new PlainView({ terminal, clock: new VirtualClock() })
  const wrong = new Fault('step-failed', { subject: 'SHA256SUMS', why: '1 differs.' }).toWire()
  const alone = new Fault('file-empty', { subject: '/in/3' }).toWire()
  const failed = (seq: number, fault: WireFault) =>
    view.event({ type: 'ended', batchId: 'b', rows: [endedRowOf({ seq, path: `/in/${seq}`, state: 'failed', fault })] })
  failed(1, wrong)
  failed(2, wrong)
  failed(3, alone)
  failed(4, wrong)
  const first = 'A step could not process SHA256SUMS. 1 differs. See the reason, then correct the file or the recipe.'
  assert.deepEqual(terminal.lines, [
    `failed: /in/1: ${first} (step-failed)`,
    'failed: /in/2: for the same reason (step-failed)',
    'failed: /in/3 is empty. Replace it with a whole copy and retry. (file-empty)',
    `failed: /in/4: ${first} (step-failed)`,
  ])
})
