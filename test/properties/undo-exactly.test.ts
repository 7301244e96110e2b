import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { writeTree } from '../fixtures/files.ts'
import { everythingIn } from './everything-in.ts'
import { runStory } from './run-story.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 10_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

async function requireAsWritten({ host }: Place, batch: string): Promise<void> {
  const { files } = await host.client.ask('batch.verify', { batch }, { signal: patience() })
  const others = files.filter(({ verdict }) => verdict !== 'as-written')
  assert.deepEqual(others, [])
}

test('right after a run all results are as they were written, and undo brings back the very tree', async (t) => {
  await using place = await openPlace({})
  let recipes = 0
  const comesBack = fc.asyncProperty(
    fc.record({
      ...runStory,
      out: fc.constantFrom('out', 'in/sub'),
    }),
    async ({ before, files, text, conflict, out }) => {
      if (isOver()) return
      const at = String(++recipes)
      const all = { 'in/sub/last.txt': 'z', 'out/there.txt': 'y', ...before, ...files }
      const root = join(dirname(place.inPath), at)
      writeTree(root, all)
      const was = everythingIn(root)
      const { batch } = await place.run(text, { sources: [join(root, 'in')], out: join(root, out), conflict })
      await requireAsWritten(place, batch.batchId)
      await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal: patience() })
      const now = everythingIn(root)
      // Of a file that failed an empty folder may be left that was made for its original: others may be on their way into it.
      if (batch.counts.failed > 0) now.folders = was.folders.filter((folder) => now.folders.includes(folder))
      assert.deepEqual(now, was)
    },
  )
  await fc.assert(comesBack, settings)
  t.diagnostic(`${recipes} recipes`)
})
