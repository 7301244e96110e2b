import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
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
