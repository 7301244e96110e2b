import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder } from '../../../../test/fixtures/files.ts'
import { wantedReport } from './wanted-report.ts'

test('a report is written at the end or as files end, and checked for before any work', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'r.jsonl')
  assert.deepEqual(await wantedReport({}, folder.path), { atEnd: '', followed: '' })
  assert.deepEqual(await wantedReport({ report: 'r.jsonl' }, folder.path), { atEnd: path, followed: '' })
  const followed = await wantedReport({ report: 'r.jsonl', followReport: true }, folder.path)
  assert.deepEqual(followed, { atEnd: '', followed: path })
  await assert.rejects(wantedReport({ report: 'none/r.jsonl' }, folder.path), { code: 'usage-wrong' })
  await assert.rejects(wantedReport({ followReport: true }, folder.path), { subject: '--follow-report' })
  assert.deepEqual(readTree(folder.path), {})
})

test('a dash is no file, unless it is said to be one', async () => {
  using folder = temporaryFolder()
  await assert.rejects(wantedReport({ report: '-' }, folder.path), { subject: '--report', why: /--json/ })
  assert.equal((await wantedReport({ report: './-' }, folder.path)).atEnd, join(folder.path, '-'))
})
