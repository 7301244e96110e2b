import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { openHost } from '../../host.ts'

const { signal } = new AbortController()

/** A run over three files that are there and one that is not, of which `paths` are taken back: every file where nothing is said. */
async function undoneRun(names?: string[]) {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(temporaryFolder())
  const input = (name: string): string => join(path, 'in', name)
  mkdirSync(join(path, 'in'))
  for (const name of ['a', 'b', 'c']) writeFileSync(input(name), name)
  const host = stack.use(await openHost({ stateFolder: join(path, 'state') }))
  const out = join(path, 'out')
  const sources = ['a', 'b', 'c', 'missing'].map(input)
  const ask = { recipe: 'copy', sources, out, waitMs: null }
  const { batch: started } = await host.client.ask('batch.start', ask, { signal })
  const { batchId: batch } = started
  await host.idle()
  await host.client.ask('batch.undo', { batch, ...(names && { paths: names.map(input) }) }, { signal })
  const kept = stack.move()
  return {
    input,
    results: () => readdirSync(out).sort(),
    resume: async () => {
      await host.client.ask('batch.resume', { batch, waitMs: null }, { signal })
      await host.idle()
      const { counts, state } = (await host.client.ask('batch.get', { batch }, { signal })).batch
      return [state, counts.done, counts.undone, counts.failed, counts.total]
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

test('going on with a run leaves alone the files that were taken back, and tries the failed ones again', async () => {
  await using run = await undoneRun(['b'])
  assert.deepEqual(await run.resume(), ['finished', 2, 1, 1, 4])
  assert.deepEqual(run.results(), ['a', 'c'])
  writeFileSync(run.input('missing'), 'here')
  assert.deepEqual(await run.resume(), ['finished', 3, 1, 0, 4])
  assert.deepEqual(await run.resume(), ['finished', 3, 1, 0, 4])
  assert.deepEqual(run.results(), ['a', 'c', 'missing'])
})

test('a run that was taken back as a whole is made again by going on with it', async () => {
  await using run = await undoneRun()
  assert.deepEqual(run.results(), [])
  assert.deepEqual(await run.resume(), ['finished', 3, 0, 1, 4])
  assert.deepEqual(run.results(), ['a', 'b', 'c'])
})
