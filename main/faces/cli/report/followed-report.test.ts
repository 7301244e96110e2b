import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { appendFile, mkdtempDisposable, readFile, rename, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { EngineEvent } from '../../../../contract/event.ts'
import { endedRowOf } from '../testing/scripted-engine.ts'
import { FollowedReport } from './followed-report.ts'

const ended: EngineEvent = { type: 'ended', batchId: 'batch-1', rows: [endedRowOf()] }

test('a followed report that is written has no fault', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-report-'))
  const path = join(folder.path, 'r.jsonl')
  using report = new FollowedReport(path)
  report.event(ended)
  assert.match(await readFile(path, 'utf8'), /^\{"batch":"batch-1"/)
  assert.equal(report.fault, undefined)
})

test('a disk that is full ends a followed report, and not the run', { skip: !existsSync('/dev/full') }, () => {
  using report = new FollowedReport('/dev/full')
  report.event(ended)
  report.event(ended)
  assert.equal(report.fault?.code, 'disk-full')
})

test('a report of a watch that is begun again goes on at its end, on a line of its own', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-report-'))
  const path = join(folder.path, 'r.jsonl')
  for (let nth = 0; nth < 2; nth += 1) {
    using report = new FollowedReport(path, { goesOn: true })
    report.event(ended)
  }
  await appendFile(path, '{"batch":"cut o')
  using report = new FollowedReport(path, { goesOn: true })
  report.event(ended)
  const lines = (await readFile(path, 'utf8')).split('\n')
  assert.deepEqual(
    lines.map((line) => line.slice(0, 15)),
    ['{"batch":"batch', '{"batch":"batch', '{"batch":"cut o', '{"batch":"batch', ''],
  )
})

test('a followed report that was renamed is begun anew under its name, and one that was emptied has no hole', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-report-'))
  const path = join(folder.path, 'r.jsonl')
  using report = new FollowedReport(path)
  report.event(ended)
  await rename(path, `${path}.1`)
  report.event(ended)
  assert.equal(await readFile(path, 'utf8'), await readFile(`${path}.1`, 'utf8'))
  await truncate(path)
  report.event(ended)
  assert.equal(await readFile(path, 'utf8'), await readFile(`${path}.1`, 'utf8'))
  assert.equal(report.fault, undefined)
})
