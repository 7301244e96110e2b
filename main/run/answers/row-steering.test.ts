import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import { openHost } from '../../host.ts'

const { signal } = new AbortController()

async function engineIn() {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-steering-')))
  const input = join(path, 'in')
  mkdirSync(join(input, 'sub'), { recursive: true })
  const host = stack.use(await openHost({ stateFolder: join(path, 'state') }))
  const kept = stack.move()
  const out = join(path, 'out')
  return {
    client: host.client,
    idle: () => host.idle(),
    input,
    out,
    start: async (sources: string[], recipe = 'copy') =>
      (await host.client.ask('batch.start', { recipe, sources, out, waitMs: null }, { signal })).batch,
    /** The next snapshot that fits. */
    until: async (fits: (batch: BatchSnapshot) => boolean) => {
      for await (const event of host.client.events({ signal })) if (event.type === 'batch' && fits(event.batch)) return
    },
    get: async ({ batchId }: BatchSnapshot) =>
      (await host.client.ask('batch.get', { batch: batchId }, { signal })).batch,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** When it was over, once that is some time ago, and how long of its time it rested. */
async function restOf({ client }: Awaited<ReturnType<typeof engineIn>>) {
  const { batches } = await client.ask('batch.list', {}, { signal })
  const { endedMs, restedMs = 0 } = batches[0] ?? assert.fail('nothing ran')
  assert.ok(endedMs !== null)
  while (Date.now() <= endedMs) await setImmediate()
  return { endedMs, restedMs, idleMs: Date.now() - endedMs }
}

const counted = ({ done, failed, cancelled, waiting, total }: BatchCounts) => [done, failed, cancelled, waiting, total]

test('a failed file of a batch that is over is tried again, alone', async () => {
  await using engine = await engineIn()
  const [first, missing, gone] = ['a', 'b', 'c'].map((name) => join(engine.input, name))
  writeFileSync(first ?? '', 'a')
  const batch = await engine.start([first ?? '', missing ?? '', gone ?? ''])
  await engine.idle()
  assert.deepEqual(counted((await engine.get(batch)).counts), [1, 2, 0, 0, 3])
  writeFileSync(missing ?? '', 'b')
  writeFileSync(gone ?? '', 'c')
  const { idleMs } = await restOf(engine)
  const retried = await engine.client.ask('batch.retry', { batch: batch.batchId, seqs: [[1, 1]] }, { signal })
  await engine.idle()
  assert.ok((await restOf(engine)).restedMs >= idleMs, 'nobody worked on it in between')
  assert.deepEqual(retried, { retried: 1 })
  const after = await engine.get(batch)
  assert.deepEqual([after.state, counted(after.counts)], ['finished', [2, 1, 0, 0, 3]])
  assert.deepEqual(readdirSync(engine.out), ['a', 'b'])
  assert.deepEqual(await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal }), { retried: 1 })
  await engine.idle()
  assert.deepEqual(counted((await engine.get(batch)).counts), [3, 0, 0, 0, 3])
  assert.deepEqual(await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal }), { retried: 0 })
})

test('a file that is asked for twice at once is made once, and undo leaves nothing of it', async () => {
  await using engine = await engineIn()
  const missing = ['a', 'b', 'c'].map((name) => join(engine.input, name))
  const batch = await engine.start(missing)
  await engine.idle()
  for (const path of missing) writeFileSync(path, path)
  const again = () => engine.client.ask('batch.retry', { batch: batch.batchId }, { signal })
  await Promise.all([again(), again(), again()])
  await engine.idle()
  assert.deepEqual(readdirSync(engine.out), ['a', 'b', 'c'])
  assert.deepEqual(counted((await engine.get(batch)).counts), [3, 0, 0, 0, 3])
  await engine.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(readdirSync(engine.input).sort(), ['a', 'b', 'c', 'sub'])
  assert.deepEqual(readdirSync(engine.out), [])
})

test('a file that is tried again keeps its folder and its number', async () => {
  await using engine = await engineIn()
  const recipe = join(engine.input, '..', 'numbered.yaml')
  const output = 'conflict: fail\noutput: { folder: "{out}/{path}", name: "{counter}-{stem}" }'
  writeFileSync(recipe, `millrace: 1\nname: Numbered\naccepts: ["*"]\n${output}\n`)
  for (const name of ['a', 'sub/b', 'sub/c']) writeFileSync(join(engine.input, name), name)
  const taken = join(engine.out, 'sub', '2-b')
  mkdirSync(join(taken, '..'), { recursive: true })
  writeFileSync(taken, 'somebody else’s')
  const batch = await engine.start([engine.input], recipe)
  await engine.idle()
  assert.deepEqual(counted((await engine.get(batch)).counts), [2, 1, 0, 0, 3])
  rmSync(taken)
  await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal })
  await engine.idle()
  assert.equal(readFileSync(taken, 'utf8'), 'sub/b')
})

test('what failed for one cause is shown and tried again by itself', async () => {
  await using engine = await engineIn()
  const recipe = join(engine.input, '..', 'strict.yaml')
  writeFileSync(recipe, 'millrace: 1\nname: Strict\naccepts: ["*"]\nconflict: fail\n')
  const [missing, taken] = ['missing', 'taken'].map((name) => join(engine.input, name)) as [string, string]
  writeFileSync(taken, 'new')
  mkdirSync(engine.out)
  writeFileSync(join(engine.out, 'taken'), 'somebody else’s')
  const { batchId: batch } = await engine.start([missing, taken], recipe)
  await engine.idle()
  const { causes } = await engine.client.ask('batch.causes', { batch }, { signal })
  const cause = causes.find(({ code }) => code === 'file-missing') ?? assert.fail('it is not among the causes')
  const window = { batch, cause: { code: cause.code, why: cause.why }, offset: 0, limit: 200 }
  const { total, rows } = await engine.client.ask('batch.rows', window, { signal })
  assert.deepEqual([causes.length, total, rows.map(({ path }) => path)], [2, 1, [missing]])
  writeFileSync(missing, 'here now')
  assert.deepEqual(await engine.client.ask('batch.retry', { batch, cause }, { signal }), { retried: 1 })
  await engine.idle()
  const { counts } = (await engine.client.ask('batch.get', { batch }, { signal })).batch
  assert.deepEqual(counted(counts), [1, 1, 0, 0, 2])
})

test('a failed file is tried again while the others go on', async () => {
  await using engine = await engineIn()
  const missing = join(engine.input, '0 missing')
  const files = Array.from({ length: 1000 }, (_, n) => join(engine.input, `file ${n}`))
  for (const path of files) writeFileSync(path, path)
  const batch = await engine.start([missing, ...files])
  await engine.until(({ counts }) => counts.failed > 0)
  writeFileSync(missing, 'here now')
  assert.deepEqual(await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal }), { retried: 1 })
  await engine.idle()
  const after = await engine.get(batch)
  assert.deepEqual([after.state, counted(after.counts)], ['finished', [1001, 0, 0, 0, 1001]])
})

test('what waits can be given up, and tried again', async () => {
  await using engine = await engineIn()
  for (let n = 0; n < 1500; n++) writeFileSync(join(engine.input, `file ${n}`), String(n))
  const batch = await engine.start([engine.input])
  await engine.client.ask('batch.pause', { batch: batch.batchId }, { signal })
  await engine.until(({ state }) => state === 'paused')
  const { dropped } = await engine.client.ask('batch.drop', { batch: batch.batchId, seqs: [[0, 10_000]] }, { signal })
  await engine.client.ask('batch.resume', { batch: batch.batchId, waitMs: null }, { signal })
  await engine.idle()
  const { counts, state } = await engine.get(batch)
  assert.ok(dropped > 0)
  assert.deepEqual([state, counts.done + counts.cancelled, counts.cancelled], ['finished', 1500, dropped])
  assert.equal(existsSync(engine.out) ? readdirSync(engine.out).length : 0, counts.done)
  assert.deepEqual(await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal }), { retried: dropped })
  await engine.idle()
  assert.deepEqual(counted((await engine.get(batch)).counts), [1500, 0, 0, 0, 1500])
})

test('a run that was cancelled is over once all of its files were tried again, and cancelled as long as one is left', async () => {
  await using engine = await engineIn()
  for (let n = 0; n < 9; n++) writeFileSync(join(engine.input, `file ${n}`), String(n))
  const [recipe, go] = ['waits.yaml', 'go'].map((name) => join(engine.input, '..', name)) as [string, string]
  const script = 'while [ ! -e "$0" ]; do sleep 0.05; done; cp "$1" "$2"'
  const command = JSON.stringify(['sh', '-c', script, go, '{input}', '{output}'])
  writeFileSync(recipe, `millrace: 1\nname: waits\nsteps:\n  - external.run: { command: ${command} }\n`)
  const batch = await engine.start([engine.input], recipe)
  const isWalked = ({ state, counts }: BatchSnapshot) => state === 'running' && counts.total === 9
  while (!isWalked(await engine.get(batch))) await setImmediate()
  await engine.client.ask('batch.cancel', { batch: batch.batchId, how: 'now' }, { signal })
  await engine.idle()
  writeFileSync(go, '')
  const retry = async (seqs: [number, number][]) => {
    await engine.client.ask('batch.retry', { batch: batch.batchId, seqs }, { signal })
    await engine.idle()
    const { state, counts } = await engine.get(batch)
    return [state, ...counted(counts)]
  }
  assert.deepEqual(await retry([[8, 8]]), ['cancelled', 1, 0, 8, 0, 9])
  assert.deepEqual(await retry([]), ['finished', 9, 0, 0, 0, 9])
})

test('what was named by a link is tried again as what the link leads to, and is missing only where that leads nowhere', async () => {
  await using engine = await engineIn()
  const [link, target] = [join(engine.input, 'link.txt'), join(engine.input, 'sub', 'behind.txt')]
  symlinkSync(target, link)
  const batch = await engine.start([link])
  for (const [behind, counts] of [
    [null, [0, 1, 0, 0, 1]],
    ['text', [1, 0, 0, 0, 1]],
  ] as const) {
    if (behind) writeFileSync(target, behind)
    await engine.idle()
    await engine.client.ask('batch.retry', { batch: batch.batchId }, { signal })
    await engine.idle()
    assert.deepEqual(counted((await engine.get(batch)).counts), counts)
  }
  assert.equal(readFileSync(join(engine.out, 'link.txt'), 'utf8'), 'text')
})
