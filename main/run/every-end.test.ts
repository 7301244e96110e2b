import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { BatchSnapshot, EndedRow } from '../../contract/event.ts'
import { openPlace, type Place } from '../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(300_000)
/** More than are under way at the same time. */
const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`${n}.txt`, `${n}\n`]))

/** Runs until it is over; `onEnded`, told of the first file that has ended, may cut that short. */
async function told({ host, ...place }: Place, onEnded: (batch: string) => void) {
  const rows: EndedRow[] = []
  const events = host.client.events({ signal })
  place.write({ 'recipes/lf.yaml': 'millrace: 1\nname: lf\nsteps: [file.text: { line-endings: crlf }]\n' })
  const recipe = join(dirname(place.inPath), 'recipes/lf.yaml')
  const request = { recipe, sources: [place.inPath], out: place.outPath, waitMs: null }
  await host.client.ask('batch.start', request, { signal })
  for await (const event of events) {
    if (event.type === 'finished') return { rows, batch: event.batch }
    if (event.type !== 'ended') continue
    if (rows.length === 0) onEnded(event.batchId)
    rows.push(...event.rows)
  }
  throw new Error('the engine ended before the batch')
}

/** Every row once. */
function assertEach(rows: EndedRow[], { counts }: BatchSnapshot): void {
  const seqs = rows.map(({ seq }) => seq).toSorted((a, b) => a - b)
  assert.deepEqual(
    seqs,
    Array.from({ length: counts.total }, (_, n) => n),
  )
  for (const state of ['done', 'failed', 'cancelled'] as const)
    assert.equal(rows.filter((row) => row.state === state).length, counts[state], state)
}

for (const how of ['now', 'finish'] as const)
  test(`of a run that is cancelled (${how}) every file it has found is told to have ended, once`, async () => {
    await using place = await openPlace(many)
    const { rows, batch } = await told(place, (id) => {
      void place.host.client.ask('batch.cancel', { batch: id, how }, { signal })
    })
    assert.equal(batch.state, 'cancelled')
    assert.ok(batch.counts.cancelled > 0)
    assertEach(rows, batch)
  })
