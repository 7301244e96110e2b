import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { utimesSync } from 'node:fs'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { readTree } from '../fixtures/files.ts'

const signal = AbortSignal.timeout(600_000)
const [copy, lf, crlf] = [
  'name: copy\n',
  'name: lf\nsteps: [file.text: { line-endings: lf }]\n',
  'name: crlf\nsteps: [file.text: { line-endings: crlf }]\n',
]

const runs: [string, string[]][] = [
  ['of one recipe, whose results are the same', [copy, copy]],
  ['of several recipes', [copy, lf]],
  ['of several recipes, of which two make the same', [copy, lf, crlf]],
]

for (const conflict of ['replace', 'newer'] as const)
  for (const [what, recipes] of runs)
    test(`runs into one folder ${what} are taken back whichever is asked for first, with ${conflict}`, async () => {
      await using place = await openPlace({ 'a.txt': '1\r\n2' })
      place.write({ 'out/a.txt': 'old' })
      utimesSync(join(place.outPath, 'a.txt'), 1000, 1000)
      const before = place.tree()
      const ids: string[] = []
      for (const recipe of recipes) {
        // As somebody who saves the file in between: it is newer than what was made of it before.
        utimesSync(join(place.inPath, 'a.txt'), 1e9 + ids.length, 1e9 + ids.length)
        ids.push((await place.run(recipe, { conflict, again: true })).batch.batchId)
      }
      const undo = async (batch: string) => {
        const { files } = await place.host.client.ask('batch.undo', { batch }, { signal })
        assert.ok(Object.values(readTree(dirname(place.inPath))).includes('old'))
        return files.map(({ result, reason }) => `${result} ${reason}`.trim())
      }
      const last = ids.at(-1) ?? ''
      const reason = `left Another run has put its result there since: undo that one first (${last}).`
      for (const id of ids.slice(0, -1)) assert.deepEqual(await undo(id), [reason])
      for (const id of ids.toReversed()) assert.deepEqual(await undo(id), ['undone'])
      assert.deepEqual(place.tree(), before)
    })
