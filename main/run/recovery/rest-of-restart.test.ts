import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { type Host, openHost } from '../../host.ts'
import { restedUntil } from '../taking-up.ts'

const signal = AbortSignal.timeout(120_000)
/** Far from all of them are done when a snapshot tells of the first. */
const files = 8_000

async function until({ client }: Host, fits: (batch: BatchSnapshot) => boolean): Promise<BatchSnapshot> {
  for await (const event of client.events({ signal })) if ('batch' in event && fits(event.batch)) return event.batch
  throw new Error('the engine ended')
}

test('what was worked on and made before a restart is of the run that goes on, and the time the engine was away is its rest', async () => {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-restart-')))
  const [input, out, stateFolder] = ['in', 'out', 'state'].map((name) => join(path, name)) as [string, string, string]
  mkdirSync(input)
  for (let nth = 0; nth < files; nth++) writeFileSync(join(input, `${nth}.txt`), `${nth}`)
  const first = await openHost({ stateFolder })
  const some = until(first, ({ counts }) => counts.done > 20)
  const { batch } = await first.client.ask(
    'batch.start',
    { recipe: 'copy', sources: [input], out, waitMs: null },
    { signal },
  )
  await some
  const leavingMs = Date.now()
  await first[Symbol.asyncDispose]()
  const goneMs = Date.now()
  const second = stack.use(await openHost({ stateFolder }))
  const { batchId } = batch
  const { batch: interrupted } = await second.client.ask('batch.get', { batch: batchId }, { signal })
  const { workedMs = 0 } = interrupted
  assert.ok(workedMs > 0 && workedMs <= goneMs - batch.startedMs, `worked on for ${workedMs} ms`)
  const over = until(second, ({ state }) => state === 'finished')
  const resumed = await second.client.ask('batch.resume', { batch: batchId, waitMs: null }, { signal })
  const awayMs = Date.now() - leavingMs
  const { restedMs = 0 } = resumed.batch
  assert.ok(restedMs > 0 && restedMs <= awayMs, `${restedMs} of at most ${awayMs} ms`)
  const { counts } = await over
  assert.deepEqual([counts.done, counts.reused], [files, 0], 'what it had made itself is told as made before')
})

test('where an engine was killed nobody worked from what it noted last until now; all of it where it noted nothing', () => {
  const killed = { state: 'paused', startedMs: 1_000, endedMs: null, restedMs: 500 } as const
  assert.equal(restedUntil({ ...killed, workedMs: 4_000 }, 100_000), 95_000)
  assert.equal(restedUntil({ ...killed, workedMs: null }, 100_000), 99_000)
  assert.equal(restedUntil({ ...killed, endedMs: 50_000, workedMs: 4_000 }, 100_000), 50_500)
})
