import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import type { Client } from '../../contract/client.ts'
import type { BatchSnapshot } from '../../contract/event.ts'
import type { ConflictMode } from '../../contract/recipe.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { writeTree } from '../fixtures/files.ts'
import { manyClashing } from './file-trees.ts'
import { steadyText } from './recipe-texts.ts'
import { resultsOf } from './results-of.ts'
import { runStory } from './run-story.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 10_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

/** When so many results are there, or the run is over. */
interface Interruption {
  results: number
  by: 'cancel' | 'pause'
  how: 'finish' | 'now'
}

const interruption = fc.record<Interruption>({
  results: fc.nat({ max: 60 }),
  by: fc.constantFrom('cancel', 'pause'),
  how: fc.constantFrom('finish', 'now'),
})

interface Wish {
  recipe: string
  sources: string[]
  out: string
  conflict: ConflictMode
}

async function run(client: Client, wish: Wish, interrupt?: Interruption): Promise<BatchSnapshot> {
  const events = client.events({ signal: patience() })
  const { batch } = await client.ask('batch.start', { ...wish, waitMs: 0 }, { signal: patience() })
  const over = new AbortController()
  const interrupting = interrupt && stop(client, batch.batchId, { ...interrupt, out: wish.out, over: over.signal })
  for await (const event of events)
    if (event.type === 'finished' && event.batch.batchId === batch.batchId) {
      over.abort()
      await interrupting
      return event.batch
    }
  throw new Error('the engine ended before the batch')
}

async function stop(
  client: Client,
  batch: string,
  { results, by, how, out, over }: Interruption & { out: string; over: AbortSignal },
): Promise<void> {
  while (!over.aborted && resultsIn(out) < results) await nextTurn()
  if (over.aborted) return
  // What has just ended cannot be stopped any more, and need not be.
  const ask = (name: 'batch.cancel' | 'batch.pause') => client.ask(name, { batch, how }, { signal: patience() })
  await ask(`batch.${by}`).catch(() => {})
  if (by === 'pause') await client.ask('batch.resume', { batch, waitMs: 0 }, { signal: patience() }).catch(() => {})
}

/** So far; none where a folder that a program works in has gone while it was looked at. */
function resultsIn(out: string): number {
  try {
    return readdirSync(out, { recursive: true }).length
  } catch {
    return 0
  }
}

test('a run that was interrupted and gone on with has the results of one that was not', async (t) => {
  await using place = await openPlace({})
  let [recipes, cancelled] = [0, 0]
  const agrees = fc.asyncProperty(
    fc.record({
      ...runStory,
      text: steadyText,
      interruptions: fc.array(interruption, { minLength: 1, maxLength: 3 }),
    }),
    async ({ before, files, text, conflict, interruptions }) => {
      if (isOver()) return
      const at = String(++recipes)
      const all = { ...before, ...manyClashing, ...files }
      place.write({ [`recipes/${at}.yaml`]: `millrace: 1\n${text}` })
      const [whole, apart] = ['whole', 'apart'].map((name) => join(dirname(place.inPath), at, name))
      for (const name of ['whole', 'apart']) writeTree(join(dirname(place.inPath), at, name), all)
      const recipe = join(dirname(place.inPath), `recipes/${at}.yaml`)
      const wish = (root = '') => ({ recipe, sources: [join(root, 'in')], out: join(root, 'out'), conflict })
      await run(place.host.client, wish(whole))
      // What came to its end is not done again: originals that were replaced are others the next time.
      for (const each of [...interruptions, undefined]) {
        const { state } = await run(place.host.client, wish(apart), each)
        if (state !== 'cancelled') break
        cancelled++
      }
      assert.deepEqual(resultsOf(apart ?? '', text), resultsOf(whole ?? '', text))
    },
  )
  await fc.assert(agrees, settings)
  t.diagnostic(`${recipes} recipes, ${cancelled} times cancelled`)
})
