import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import type { BatchSnapshot } from '../../contract/event.ts'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { Fault } from '../../contract/fault.ts'
import { openHost } from '../host.ts'

const patience = (): AbortSignal => AbortSignal.timeout(120_000)
/** Of which each core has some, and most wait. */
const files = Math.max(24, availableParallelism() * 4)

/** A batch whose files take a moment each, caught when the first of them is done. */
async function batchUnderWay() {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-pause-')))
  const [input, out] = [join(path, 'in'), join(path, 'out')]
  mkdirSync(input)
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer()
  for (let nth = 0; nth < files; nth++) writeFileSync(join(input, `${nth}.jpg`), photo)
  const host = stack.use(await openHost({ stateFolder: join(path, 'state') }))
  const { client } = host
  const until = async (fits: (batch: BatchSnapshot) => boolean) => {
    for await (const event of client.events({ signal: patience() }))
      if ('batch' in event && fits(event.batch)) return event.batch
    throw new Error('the engine ended')
  }
  const begun = until(({ counts }) => counts.done > 0)
  const request = { recipe: 'web-ready-images', sources: [input], out, waitMs: null }
  const { batch } = await client.ask('batch.start', request, { signal: patience() })
  await begun
  const kept = stack.move()
  return { host, client, out, until, batch: batch.batchId, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

test('a pause finishes what is worked on and nothing else, and the rest is done after', async () => {
  await using under = await batchUnderWay()
  const { client, batch } = under
  const paused = under.until(({ state }) => state === 'paused')
  await client.ask('batch.pause', { batch }, { signal: patience() })
  const { counts, running } = await paused
  assert.deepEqual([counts.running, running.length, counts.failed], [0, 0, 0])
  assert.ok(counts.waiting > 0, `${counts.done} of ${files} were done before it rested`)
  assert.equal(
    readdirSync(under.out, { recursive: true }).filter((name) => /\.\w+$/.test(String(name))).length,
    counts.done * 2,
  )
  const dropped = under.until((snapshot) => snapshot.counts.cancelled === 1)
  await client.ask('batch.drop', { batch, seqs: [[files - 1, files - 1]] }, { signal: patience() })
  await dropped
  const finished = under.until(({ state }) => state === 'finished')
  await client.ask('batch.resume', { batch, waitMs: null }, { signal: patience() })
  assert.equal((await finished).counts.done, files - 1)
})

/** The first time it never ends; the second time it copies. */
const secondTime = (mark: string) => `
  const { copyFileSync, existsSync, writeFileSync } = require('node:fs')
  const [, from, to] = process.argv
  if (existsSync(${JSON.stringify(mark)})) copyFileSync(from, to)
  else { writeFileSync(${JSON.stringify(mark)}, ''); setInterval(() => {}, 1000) }`

test('a pause that stops what is in hand leaves nothing of it behind, and begins it again after', async () => {
  await using place = await openPlace({ 'a.txt': 'content' })
  const { client } = place.host
  const [recipe, mark] = ['recipes/slow.yaml', 'mark'].map((name) => join(dirname(place.inPath), name)) as [
    string,
    string,
  ]
  const command = JSON.stringify([process.execPath, '-e', secondTime(mark), '{input}', '{output}'])
  place.write({ 'recipes/slow.yaml': `millrace: 1\nname: slow\nsteps:\n  - external.run: { command: ${command} }\n` })
  const until = async (fits: (batch: BatchSnapshot) => boolean) => {
    for await (const event of client.events({ signal: patience() }))
      if ('batch' in event && fits(event.batch)) return event.batch
    throw new Error('the engine ended')
  }
  const inHand = until(() => existsSync(mark))
  const request = { recipe, sources: [place.inPath], out: place.outPath, waitMs: null }
  const { batchId: batch } = (await client.ask('batch.start', request, { signal: patience() })).batch
  await inHand
  const paused = until(({ state }) => state === 'paused')
  await client.ask('batch.pause', { batch }, { signal: patience() })
  await client.ask('batch.pause', { batch, how: 'now' }, { signal: patience() })
  const { counts } = await paused
  assert.deepEqual([counts.running, counts.waiting, counts.cancelled, counts.failed], [0, 1, 0, 0])
  assert.deepEqual(place.tree(), { 'in/a.txt': 'content' })
  const finished = until(({ state }) => state === 'finished')
  await client.ask('batch.resume', { batch, waitMs: null }, { signal: patience() })
  assert.equal((await finished).counts.done, 1)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'content', 'out/a.txt': 'content' })
})

test('told to finish what it has in hand, a batch begins no other file', async () => {
  await using under = await batchUnderWay()
  const { client, batch } = under
  await client.ask('batch.cancel', { batch, how: 'finish' }, { signal: patience() })
  const { batch: after } = await client.ask('batch.get', { batch }, { signal: patience() })
  assert.equal(after.state, 'cancelled')
  assert.equal(after.counts.done + after.counts.cancelled, files)
  assert.ok(after.counts.cancelled > 0)
})

test('what is left of a batch goes to another folder when a person says so, and undo finds both', async () => {
  await using under = await batchUnderWay()
  const { client, batch, out, until } = under
  const elsewhere = `${out} elsewhere`
  const finished = until(({ state }) => state === 'finished')
  const { batch: redirected } = await client.ask('batch.redirect', { batch, out: elsewhere }, { signal: patience() })
  assert.deepEqual([redirected.batchId, redirected.out], [batch, elsewhere])
  const { counts } = await finished
  assert.deepEqual([counts.done, counts.failed, counts.cancelled], [files, 0, 0])
  const namesIn = (folder: string) =>
    readdirSync(folder, { recursive: true }).filter((name) => /\.\w+$/.test(String(name))).length
  assert.equal(namesIn(out) + namesIn(elsewhere), files * 2)
  assert.ok(namesIn(out) > 0 && namesIn(elsewhere) > 0)
  await assert.rejects(client.ask('batch.redirect', { batch, out: elsewhere }, { signal: patience() }), Fault)
  await client.ask('batch.undo', { batch }, { signal: patience() })
  assert.deepEqual([namesIn(out), namesIn(elsewhere)], [0, 0])
})

test('a batch that is sent to two folders at once goes to one after the other, and stays one batch', async () => {
  await using under = await batchUnderWay()
  const { client, batch, out } = under
  const [first, second] = [`${out} first`, `${out} second`]
  const sent = [first, second].map((to) => client.ask('batch.redirect', { batch, out: to }, { signal: patience() }))
  const told = (await Promise.all(sent)).map(({ batch: { batchId, out: to } }) => [batchId, to])
  assert.deepEqual(told, [
    [batch, first],
    [batch, second],
  ])
  await under.host.idle()
  const { outs } = await client.ask('batch.places', { batch }, { signal: patience() })
  assert.deepEqual(outs, [second, first, out])
  const { batches } = await client.ask('batch.list', {}, { signal: patience() })
  assert.deepEqual(
    batches.map(({ id, counts }) => [id, counts.done]),
    [[batch, files]],
  )
})

test('a batch that is cancelled while it is being opened again is not worked on', async () => {
  await using under = await batchUnderWay()
  const { client, batch, host } = under
  await client.ask('batch.cancel', { batch, how: 'now' }, { signal: patience() })
  const { done } = (await client.ask('batch.get', { batch }, { signal: patience() })).batch.counts
  const resumed = client.ask('batch.resume', { batch, waitMs: null }, { signal: patience() })
  const { cancelled } = await client.ask('batch.cancel', { batch, how: 'now' }, { signal: patience() })
  await resumed
  await host.idle()
  const { state, counts } = (await client.ask('batch.get', { batch }, { signal: patience() })).batch
  assert.deepEqual([state, counts.waiting, counts.cancelled], ['cancelled', 0, cancelled])
  assert.ok(counts.done - done < files / 2, `${counts.done - done} files were done after all`)
})

test('an engine that comes to rest leaves what has not begun for its next life', async () => {
  await using under = await batchUnderWay()
  await under.host.rest()
  const { batch: after } = await under.client.ask('batch.get', { batch: under.batch }, { signal: patience() })
  assert.equal(after.state, 'paused')
  assert.deepEqual([after.counts.cancelled, after.counts.running], [0, 0])
  assert.ok(after.counts.waiting > 0)
})

test('an engine that comes to rest while the last files of a batch are in hand leaves it finished', async () => {
  await using place = await openPlace({ 'a.txt': 'content' })
  const { client } = place.host
  const mark = join(dirname(place.inPath), 'begun')
  const script = `const [, from, to] = process.argv, fs = require('node:fs')
    fs.writeFileSync(${JSON.stringify(mark)}, '')
    const wait = setInterval(() => { if (fs.existsSync(${JSON.stringify(`${mark} go`)})) { fs.copyFileSync(from, to); process.exit() } }, 20)`
  const command = JSON.stringify([process.execPath, '-e', script, '{input}', '{output}'])
  place.write({ 'recipes/slow.yaml': `millrace: 1\nname: slow\nsteps:\n  - external.run: { command: ${command} }\n` })
  const recipe = join(dirname(place.inPath), 'recipes/slow.yaml')
  const inHand = (async () => {
    for await (const event of client.events({ signal: patience() }))
      if ('batch' in event && event.batch.state === 'running' && existsSync(mark)) return
  })()
  const request = { recipe, sources: [place.inPath], out: place.outPath, waitMs: null }
  const { batchId: batch } = (await client.ask('batch.start', request, { signal: patience() })).batch
  await inHand
  const rested = place.host.rest()
  writeFileSync(`${mark} go`, '')
  await rested
  const { state, counts } = (await client.ask('batch.get', { batch }, { signal: patience() })).batch
  assert.deepEqual([state, counts.done, counts.reused], ['finished', 1, 0])
})
