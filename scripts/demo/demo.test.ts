import assert from 'node:assert/strict'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ReportLine } from '../../contract/job.ts'
import { landscapeSvg } from './landscape.ts'
import { reportTable } from './report-table.ts'

test('a landscape is the same for the same seed and another for another', () => {
  const size = { width: 300, height: 200 }
  assert.equal(landscapeSvg({ seed: 1, ...size }), landscapeSvg({ seed: 1, ...size }))
  assert.notEqual(landscapeSvg({ seed: 1, ...size }), landscapeSvg({ seed: 2, ...size }))
})

test('each file is told with its results or with why there are none', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'mr-demo-'))
  const report = join(folder.path, 'r.jsonl')
  const line: ReportLine = { batch: 'b', path: '/in/a\u001b.jpg', state: 'done', reused: false, outputs: [], ms: 1 }
  const done = { ...line, outputs: [{ path: '/out/a.webp', bytes: 5300, sha256: '' }] }
  const failed = {
    ...line,
    path: '/in/sub/b.jpg',
    state: 'failed',
    message: '/in/sub/b.jpg is empty.',
    remedy: 'Retry.',
  }
  await writeFile(report, [done, failed].map((each) => `${JSON.stringify(each)}\n`).join(''))
  assert.deepEqual(reportTable(report, '/in'), [
    '  a\\u001b.jpg',
    '      a.webp (5.3 kB)',
    '  sub/b.jpg',
    '      failed: /in/sub/b.jpg is empty. Retry.',
  ])
})
