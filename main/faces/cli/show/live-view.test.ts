import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import { Fault } from '../../../../contract/fault.ts'
import { VirtualClock } from '../../../async/virtual-clock.ts'
import { FakeTerminal } from '../testing/fake-world.ts'
import { endedRowOf, snapshotOf } from '../testing/scripted-engine.ts'
import { liveLines } from './live-lines.ts'
import { LiveView } from './live-view.ts'
import { textWidth } from './text-width.ts'

const counts = {
  total: 4742,
  waiting: 3500,
  running: 2,
  done: 1190,
  failed: 12,
  skipped: 2,
  totalBytes: 4.6e9,
  endedBytes: 1.2e9,
}
const batch = snapshotOf({
  recipe: 'Web-ready images',
  out: '/home/ann/web',
  counts,
  running: [
    { seq: 1, path: '/in/IMG_0001.jpg', stage: 'image.resize', fraction: 0.45 },
    { seq: 2, path: '/in/evil\u001b[2J\n.jpg', stage: 'write', fraction: 1 },
    { seq: 3, path: '/in/IMG_0003.jpg', stage: 'write', fraction: 0 },
  ],
  slowest: { stage: 'image.resize', share: 0.72 },
})

function opened(look: ConstructorParameters<typeof FakeTerminal>[0] = {}) {
  const clock = new VirtualClock()
  const terminal = new FakeTerminal({ live: true, ...look })
  return { clock, terminal, view: new LiveView({ terminal, clock }) }
}

const event = (snapshot: BatchSnapshot) => ({ type: 'batch', batch: snapshot }) as const

test('a person sees files, bytes, counts, where the time goes and what is running', async () => {
  const { clock, terminal, view } = opened()
  view.started(batch)
  await clock.advance(1000)
  view.event(event({ ...batch, counts: { ...batch.counts, endedBytes: 1.25e9 } }))
  await clock.advance(100)
  assert.deepEqual(terminal.screen, [
    'Web-ready images to /home/ann/web',
    '━━━━━━━━──────────────────────   1,204 of 4,742 files   27 %',
    '1,190 done   12 failed   2 skipped   3,500 waiting   1.3 GB of 4.6 GB',
    '72 % of the time in image.resize',
    '  IMG_0001.jpg                                      image.resize   45 %',
    '  evil\\u001b[2J\\n.jpg                               write         100 %',
    '  IMG_0003.jpg                                      write',
  ])
})

test('nothing is shown for work under half a second', async () => {
  const { clock, terminal, view } = opened()
  view.started(batch)
  await clock.advance(499)
  view.event(event(batch))
  view[Symbol.dispose]()
  await clock.advance(5000)
  assert.equal(terminal.text, '')
  assert.equal(clock.pendingTimers, 0)
})

test('the block is repainted ten times a second at most, and the newest state is shown in the end', async () => {
  const { clock, terminal, view } = opened()
  for (let done = 0; done <= 2000; done++) {
    view.event(event(snapshotOf({ counts: { total: 2000, done } })))
    await clock.advance(1)
  }
  await clock.advance(100)
  const paints = terminal.text.split('\u001b[?7h').length - 1
  assert.ok(paints <= 17, `${paints} paints in 2.1 s`)
  assert.match(terminal.screen.join('\n'), /2,000 of 2,000 files/)
})

test('sentences scroll by above the block, and the end leaves only them', async () => {
  const { clock, terminal, view } = opened()
  view.started(batch)
  await clock.advance(600)
  view.say('Finishing the 2 files in hand.\u0007')
  assert.equal(terminal.screen[0], 'Finishing the 2 files in hand.\\u0007')
  assert.match(terminal.screen[1] ?? '', /^Web-ready images/)
  view[Symbol.dispose]()
  assert.deepEqual(terminal.screen, ['Finishing the 2 files in hand.\\u0007', ''])
})

test('the latest failure is told while the batch runs', async () => {
  const { clock, terminal, view } = opened({ columns: 120 })
  const fault = new Fault('file-empty', { subject: '/in/b.jpg' }).toWire()
  view.event({ type: 'ended', batchId: 'batch-1', rows: [endedRowOf({ path: '/in/b.jpg', state: 'failed', fault })] })
  view.started(batch)
  await clock.advance(600)
  assert.match(terminal.screen.join('\n'), /last failed: b\.jpg is empty\./)
})

test('a narrowed terminal is cleared of the folded lines as well', async () => {
  const { clock, terminal, view } = opened({ columns: 100 })
  view.started(snapshotOf({ counts: { total: 1 } }))
  await clock.advance(600)
  terminal.text = ''
  terminal.resize(30)
  // Three lines; the one with the bar takes two rows now.
  assert.ok(terminal.text.startsWith('\r\u001b[3A\u001b[J'), JSON.stringify(terminal.text))
})

test('a wait says its reason instead of an estimate', () => {
  const reason = 'No space left on the disk of /out.'
  const progress = { batch: { ...batch, state: 'needs-you', reason } as const, bytesPerSecond: 0, remainingMs: 9e4 }
  const lines = liveLines({ ...progress, lastFailure: '' }, new FakeTerminal())
  assert.match(lines.join('\n'), /26 %   Waiting/)
  assert.match(lines.join('\n'), /No space left on the disk of \/out\./)
  assert.doesNotMatch(lines.join('\n'), /about/)
})

test('without colour or Unicode the block is plain ASCII', () => {
  const progress = { batch: snapshotOf({ counts }), bytesPerSecond: 1e6, remainingMs: 9e4, lastFailure: '' }
  const lines = liveLines(progress, new FakeTerminal({ unicode: false }))
  for (const line of lines) assert.match(line, /^[ -~]*$/)
  const coloured = liveLines(progress, new FakeTerminal({ colour: true })).join('')
  assert.ok(coloured.includes('\u001b[31m12 failed\u001b[0m'), JSON.stringify(coloured))
})

test('a narrow terminal shows the figures that find room, and no empty lines', () => {
  const progress = { batch: { ...batch, running: [] }, bytesPerSecond: 1e6, remainingMs: 9e4, lastFailure: '' }
  const lines = liveLines(progress, new FakeTerminal({ columns: 10 }))
  assert.deepEqual(lines, ['Web-…/web', '26 %', '12 failed', '72 %…size'])
})

test('no line is wider than the terminal, no block higher, whatever is in it', () => {
  const row = fc.record({
    seq: fc.nat(),
    path: fc.string({ unit: 'binary' }),
    stage: fc.string({ unit: 'grapheme' }),
    fraction: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const sizes = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(fc.array(row), fc.string({ unit: 'binary' }), sizes, (running, reason, { columns, rows }) => {
      const terminal = new FakeTerminal({ columns, rows, colour: true })
      const progress = { batch: snapshotOf({ running, reason, counts }), bytesPerSecond: 1e7, remainingMs: 1e5 }
      const lines = liveLines({ ...progress, lastFailure: 'x' }, terminal).map((line) => stripVTControlCharacters(line))
      assert.ok(lines.length <= Math.max(1, rows - 1))
      for (const line of lines) {
        assert.ok(textWidth(line) <= columns, JSON.stringify(line))
        assert.doesNotMatch(line, /\p{Cc}/u)
      }
    }),
  )
})
