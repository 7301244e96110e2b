import assert from 'node:assert/strict'
import { lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { conflictModes } from '../../contract/recipe.ts'
import { vaultName } from '../../main/io/paths.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { readTree } from '../fixtures/files.ts'
import { fileTree } from './file-trees.ts'
import { recipeText } from './recipe-texts.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 10_000 })
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

/** Every file with its content, its time and its permissions, and every folder; what the vault holds beside them is not looked at. */
function everythingIn(root: string): { files: object; folders: string[] } {
  const isLookedAt = (path: string): boolean => !path.split('/').includes(vaultName)
  const files = Object.entries(readTree(root)).filter(([path]) => isLookedAt(path))
  const folders = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  return {
    files: Object.fromEntries(files.map(([path, content]) => [path, [content, stateOf(join(root, path))]])),
    folders: folders.filter(isLookedAt).toSorted((a, b) => (a < b ? -1 : 1)),
  }
}

function stateOf(path: string): string {
  const { mtimeMs, mode } = lstatSync(path)
  return `${mtimeMs} ${mode.toString(8)}`
}

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
      before: fileTree('out', 4),
      files: fileTree('in', 6),
      text: recipeText,
      conflict: fc.constantFrom(...conflictModes),
      out: fc.constantFrom('out', 'in/sub'),
    }),
    async ({ before, files, text, conflict, out }) => {
      if (isOver()) return
      const at = String(++recipes)
      const all = { 'in/sub/last.txt': 'z', 'out/there.txt': 'y', ...before, ...files }
      place.write(Object.fromEntries(Object.entries(all).map(([path, content]) => [`${at}/${path}`, content])))
      const root = join(dirname(place.inPath), at)
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
