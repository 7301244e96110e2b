import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { openHost } from '../../host.ts'

const { signal } = new AbortController()

/** A tree with one folder that a first run cannot look into, since it lies too deep for the settings of its time. */
async function tree() {
  const { path, ...folder } = await mkdtempDisposable(join(tmpdir(), 'mr-unseen-'))
  const [input, state, out] = ['in', 'state', 'out'].map((name) => join(path, name)) as [string, string, string]
  mkdirSync(join(input, 'one', 'two'), { recursive: true })
  mkdirSync(state)
  writeFileSync(join(input, 'top.txt'), 'top')
  writeFileSync(join(input, 'one', 'two', 'below.txt'), 'below')
  const open = (maxDepth: number) => {
    writeFileSync(join(state, 'settings.json'), JSON.stringify({ limits: { maxDepth } }))
    return openHost({ stateFolder: state })
  }
  return { ...folder, input, out, open }
}

async function firstRun({ input, out, open }: Awaited<ReturnType<typeof tree>>) {
  await using host = await open(1)
  const asked = { recipe: 'copy', sources: [input], out, waitMs: null }
  const { batch } = await host.client.ask('batch.start', asked, { signal })
  await host.idle()
  return batch.batchId
}

async function rowsOf(host: Awaited<ReturnType<typeof openHost>>, batch: string) {
  const { rows } = await host.client.ask('batch.rows', { batch, offset: 0, limit: 10 }, { signal })
  const { counts } = (await host.client.ask('batch.get', { batch }, { signal })).batch
  return { rows: rows.map(({ path, state }) => `${basename(path)} ${state}`).sort(), counts }
}

test('a folder that cannot be looked into fails: its files are not done, and the run says so', async () => {
  await using at = await tree()
  const batch = await firstRun(at)
  await using host = await at.open(1)
  const { rows, counts } = await rowsOf(host, batch)
  assert.deepEqual(rows, ['top.txt done', 'two failed'])
  assert.deepEqual([counts.done, counts.failed, counts.skipped], [1, 1, 0])
})

for (const way of ['tried again', 'gone on with'] as const) {
  test(`a folder that can be looked into once it is ${way} is not missed any more, and its files are made`, async () => {
    await using at = await tree()
    const batch = await firstRun(at)
    await using host = await at.open(64)
    if (way === 'tried again') await host.client.ask('batch.retry', { batch }, { signal })
    else await host.client.ask('batch.resume', { batch, waitMs: null }, { signal })
    await host.idle()
    const { rows, counts } = await rowsOf(host, batch)
    assert.deepEqual(rows, ['below.txt done', 'top.txt done', 'two skipped'])
    assert.deepEqual([counts.done, counts.failed, counts.skipped, counts.total], [2, 0, 1, 3])
    assert.deepEqual(existsSync(join(at.out, 'one', 'two', 'below.txt')), true)
  })
}

test('a folder that still cannot be looked into still fails', async () => {
  await using at = await tree()
  const batch = await firstRun(at)
  await using host = await at.open(1)
  await host.client.ask('batch.retry', { batch }, { signal })
  await host.idle()
  const { rows, counts } = await rowsOf(host, batch)
  assert.deepEqual([rows, counts.failed], [['top.txt done', 'two failed'], 1])
})
