import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { settleWindowMs } from './settle-window.ts'
import { Settling } from './settling.ts'

const rules = { settleMs: 2_000, patienceMs: 600_000, minAgeMs: null }
const at = (monotonicMs: number) => ({ monotonicMs, wallMs: 1_000_000 + monotonicMs })
const fileOf = (sizeBytes: number, version: number) => ({
  path: '/in/a',
  relative: '',
  identity: { dev: '1', ino: '1', sizeBytes, mtimeNs: String(version) },
})

/** A file that changes at some moments, and is looked at whenever it is due. Answers when it counted as whole, and which version of it. */
function settle(changes: { afterMs: number; sizeBytes: number }[]): { wholeMs: number; version: number } {
  const settling = new Settling(rules)
  let [nowMs, next] = [0, 0]
  let current = fileOf(0, -1)
  const change = (index: number) => {
    const { afterMs, sizeBytes } = changes[index] ?? { afterMs: 0, sizeBytes: 0 }
    nowMs += afterMs
    current = fileOf(sizeBytes, index)
  }
  change(next++)
  settling.see(current, at(nowMs))
  for (;;) {
    const dueMs = settling.nextDueMs()
    while (next < changes.length && nowMs + (changes[next]?.afterMs ?? 0) < dueMs) change(next++)
    const whole = settling.look(current, { now: at(dueMs), inUse: false })
    if (whole) return { wholeMs: dueMs, version: Number(whole.identity.mtimeNs) }
  }
}

test('a file whose pauses are shorter than its window is whole only once it changes no more', () => {
  const pauses = fc.array(
    fc.record({ part: fc.double({ min: 0, max: 0.99, noNaN: true }), sizeBytes: fc.nat(3_000_000_000) }),
    { minLength: 1, maxLength: 30 },
  )
  fc.assert(
    fc.property(pauses, (parts) => {
      let beforeBytes = 0
      const changes = parts.map(({ part, sizeBytes }, index) => {
        const afterMs = index === 0 ? 0 : part * settleWindowMs(beforeBytes, rules.settleMs)
        beforeBytes = sizeBytes
        return { afterMs, sizeBytes }
      })
      const closedMs = changes.reduce((sum, { afterMs }) => sum + afterMs, 0)
      const { wholeMs, version } = settle(changes)
      assert.equal(version, changes.length - 1)
      assert.ok(wholeMs >= closedMs, `whole at ${wholeMs}, closed at ${closedMs}`)
    }),
  )
})

test('the window grows with the size, is longest for an empty file, and has an end', () => {
  const windows = [1, 50_000_000, 1_000_000_000, 1e15].map((size) => settleWindowMs(size, 2_000))
  assert.deepEqual(
    windows,
    [...windows].sort((a, b) => a - b),
  )
  assert.equal(settleWindowMs(1_000_000_000, 2_000), 12_000)
  assert.equal(settleWindowMs(0, 2_000), settleWindowMs(1e15, 2_000))
})

test('a file that does not come to rest needs somebody after a while, and says since when', () => {
  const settling = new Settling({ ...rules, patienceMs: 5_000 })
  for (let version = 0; version <= 6; version++) settling.see(fileOf(10, version), at(version * 1_000))
  const [waiting] = settling.list()
  assert.ok(waiting?.needsYou)
  assert.equal(waiting.sinceMs, 0)
  assert.equal(settling.reasonOf(waiting, at(6_000)), 'needs-you')
  assert.deepEqual(settling.counts(), { settling: 1, needsYou: 1 })
})

test('a file somebody has open waits however long it has not changed', () => {
  const settling = new Settling(rules)
  settling.see(fileOf(10, 0), at(0))
  assert.equal(settling.look(fileOf(10, 0), { now: at(5_000), inUse: true }), null)
  assert.equal(settling.list()[0]?.inUse, true)
  assert.notEqual(settling.look(fileOf(10, 0), { now: at(7_000), inUse: false }), null)
})

test('a file waits until its last change is as long ago as the rules want', () => {
  const settling = new Settling({ ...rules, minAgeMs: 60_000 })
  // Modified now, by the wall clock.
  const file = { ...fileOf(10, 0), identity: { ...fileOf(10, 0).identity, mtimeNs: '1000000000000' } }
  settling.see(file, at(0))
  assert.equal(settling.look(file, { now: at(59_000), inUse: false }), null)
  assert.notEqual(settling.look(file, { now: at(60_001), inUse: false }), null)
})
