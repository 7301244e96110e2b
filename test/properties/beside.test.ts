import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Client } from '../../contract/client.ts'
import { type ConflictMode, conflictModes } from '../../contract/recipe.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { writeTree } from '../fixtures/files.ts'
import { everythingIn } from './everything-in.ts'
import { fileTree } from './file-trees.ts'
import { recipeText } from './recipe-texts.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 6_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

interface Wish {
  recipe: string
  sources: string[]
  out: string
  conflict: ConflictMode
}

/** Both begin at once; answers with their batches when both are over. */
async function runBoth(client: Client, wishes: Wish[]): Promise<string[]> {
  const events = client.events({ signal: patience() })
  const begun = wishes.map((wish) => client.ask('batch.start', { ...wish, waitMs: 0 }, { signal: patience() }))
  const batches = (await Promise.all(begun)).map(({ batch }) => batch.batchId)
  const open = new Set(batches)
  for await (const event of events) {
    if (event.type === 'finished') open.delete(event.batch.batchId)
    if (open.size === 0) break
  }
  return batches
}

test('two runs at once over the same files into one folder are taken back one after the other to the very tree', async (t) => {
  await using place = await openPlace({})
  const { client } = place.host
  let stories = 0
  const comesBack = fc.asyncProperty(
    fc.record({
      before: fileTree('out', 4),
      files: fileTree('in', 8),
      texts: fc
        .tuple(recipeText, recipeText)
        .filter((texts) => texts.every((text) => !text.includes('originals: replace'))),
      conflict: fc.constantFrom(...conflictModes),
      isReversed: fc.boolean(),
    }),
    async ({ before, files, texts, conflict, isReversed }) => {
      if (isOver()) return
      const root = join(dirname(place.inPath), String(++stories))
      writeTree(root, { 'in/last.txt': 'z', 'out/there.txt': 'y', ...before, ...files })
      const was = everythingIn(root)
      const wishes = texts.map((text, at): Wish => {
        place.write({ [`recipes/${stories}-${at}.yaml`]: `millrace: 1\n${text}` })
        const recipe = join(dirname(place.inPath), `recipes/${stories}-${at}.yaml`)
        return { recipe, sources: [join(root, 'in')], out: join(root, 'out'), conflict }
      })
      const batches = await runBoth(client, wishes)
      for (const batch of isReversed ? batches.toReversed() : batches)
        await client.ask('batch.undo', { batch }, { signal: patience() })
      assert.deepEqual(everythingIn(root).files, was.files)
    },
  )
  await fc.assert(comesBack, settings)
  t.diagnostic(`${stories} times two recipes`)
})
