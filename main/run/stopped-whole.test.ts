import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { EngineEvent } from '../../contract/event.ts'
import { openPlace, type Place } from '../../test/fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(120_000)

/** Says that it has begun, and copies once it may. */
const held = (place: string): string => `
  const { copyFileSync, existsSync, writeFileSync } = require('node:fs')
  const [, from, to] = process.argv
  writeFileSync(${JSON.stringify(`${place}/begun`)}, '')
  setInterval(() => existsSync(${JSON.stringify(`${place}/may-end`)}) && (copyFileSync(from, to), process.exit()), 20)`

async function first(place: Place, fits: (event: EngineEvent) => boolean): Promise<EngineEvent> {
  for await (const event of place.host.client.events({ signal })) if (fits(event)) return event
  throw new Error('the engine ended')
}

/** How a run of these files ended that was told to finish what was in hand, and take no more, while its first program ran. */
async function stopped(place: Place, steps: string): Promise<string> {
  const at = dirname(place.inPath)
  const command = JSON.stringify([process.execPath, '-e', held(at), '{input}', '{output}'])
  place.write({
    'recipes/held.yaml': `millrace: 1\nname: held\nsteps: [${steps} { external.run: { command: ${command} } }]\n`,
  })
  const { client } = place.host
  const request = { recipe: join(at, 'recipes/held.yaml'), sources: [place.inPath], out: place.outPath, waitMs: null }
  const begun = first(
    place,
    (event) => event.type === 'batch' && event.batch.state === 'running' && event.batch.counts.running > 0,
  )
  const ended = first(place, (event) => event.type === 'finished')
  const { batch } = await client.ask('batch.start', request, { signal })
  await begun
  const cancelled = client.ask('batch.cancel', { batch: batch.batchId, how: 'finish' }, { signal })
  place.write({ 'may-end': '' })
  await Promise.all([cancelled, ended])
  return (await client.ask('batch.get', { batch: batch.batchId }, { signal })).batch.state
}

test('a run that is stopped while all that is left of it is in hand, and is finished, has ended by itself', async () => {
  await using single = await openPlace({ 'a.txt': 'content' })
  assert.equal(await stopped(single, ''), 'finished')
  await using gathered = await openPlace({ 'a.txt': 'content', 'b.txt': 'more' })
  assert.equal(await stopped(gathered, '{ archive.pack: {} },'), 'finished')
})
