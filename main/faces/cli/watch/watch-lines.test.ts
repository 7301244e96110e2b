import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../contract/fault.ts'
import { emptyCounts } from '../../../../contract/job.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { type WatchRules, watchRules } from '../../../../contract/watch-rules.ts'
import { SameReason } from '../show/same-reason.ts'
import { endedRowOf } from '../testing/scripted-engine.ts'
import { endedLine, listLines, statusLines } from './watch-lines.ts'

const nowMs = new Date(2026, 4, 4, 9, 30).getTime()
const scans: WatchStatus = {
  id: 'scans',
  kept: true,
  name: 'Scans',
  rules: watchRules().parse({ folder: '/in', recipe: 'lists', out: '/out' }),
  state: 'watching',
  reason: '',
  sinceMs: nowMs,
  polling: null,
  question: null,
  settling: 0,
  ready: 0,
  needsYou: 0,
  pausedUntilMs: null,
  today: { batchIds: [], counts: emptyCounts() },
  hourly: [],
  lastFileMs: null,
}

test('files that wait in a group are told in the list of watches, and until when in the status of one', () => {
  const waiting = (status: WatchStatus) => statusLines(status, [], nowMs).find((line) => line.startsWith('  Waiting'))
  const gathering = { groups: 1, files: 12, closesMs: nowMs + 60_000 }
  assert.match(listLines([{ ...scans, gathering }], nowMs)[1] ?? '', /^Scans +watching, 12 files in 1 open group /)
  assert.match(listLines([scans], nowMs)[1] ?? '', /^Scans +watching +0/)
  assert.match(
    waiting({ ...scans, gathering }) ?? '',
    / 0 whole, 12 files in 1 open group until 09:31 if nothing more comes$/,
  )
  const kept = { groups: 2, files: 1, closesMs: null }
  assert.match(waiting({ ...scans, gathering: kept }) ?? '', /, 1 file in 2 open groups until somebody closes them$/)
})

test('watches of one name are told apart by their ids in the list', () => {
  const [, ...lines] = listLines([scans, { ...scans, id: 'w-2' }, { ...scans, id: 'w-3', name: 'In' }], nowMs)
  assert.deepEqual(
    lines.map((line) => line.replace(/ +watching.*/, '')),
    ['Scans (scans)', 'Scans (w-2)', 'In'],
  )
})

test('why a group failed is said of its first file, in the next round too, and in full again after a file that is done', () => {
  const reasons = new SameReason()
  const fault = new Fault('step-failed', { subject: '/in/1.txt', why: 'There is no list.' }).toWire()
  const failed = (name: string) => endedLine(endedRowOf({ path: `/in/${name}`, state: 'failed', fault }), reasons)
  const full = 'A step could not process /in/1.txt. There is no list.'
  assert.match(failed('1.txt'), new RegExp(`^failed: ${full}`))
  for (const name of ['2.txt', '3.txt'])
    assert.equal(failed(name), `failed: /in/${name}: for the same reason (step-failed)`)
  assert.equal(endedLine(endedRowOf({ path: '/in/a.txt' }), reasons), 'done: a.txt')
  assert.match(failed('2.txt'), new RegExp(`^failed: /in/2.txt: ${full}`))
})

test('the status of a watch tells the rules that were said, as options that say them again', () => {
  const told = (rules: Partial<WatchRules>) =>
    statusLines({ ...scans, rules: { ...scans.rules, ...rules } }, [], nowMs).find((line) => line.startsWith('  Rules'))
  assert.equal(told({}), undefined)
  assert.match(
    told({ only: ['*.jpg', 'image/*'], maxBytes: 2_500_000, minAgeMs: 90_000, followLinks: true }) ?? '',
    / --only '\*\.jpg,image\/\*' --max-size 2500kB --min-age 90s --follow-links$/,
  )
  const schedule = { from: '22:00', to: '06:00', days: [1, 2] }
  const gather = { count: 5, bytes: null, quietMs: 60_000 }
  assert.match(
    told({ schedule, gather, originals: { act: 'move', folder: '{out}/old' } }) ?? '',
    / --hours 22:00-06:00 --days 1,2 --group-count 5 --originals 'move:\{out\}\/old'$/,
  )
})
