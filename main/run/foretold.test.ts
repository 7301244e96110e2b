import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../test/fixtures/bench-of-files.ts'
import { packageRoot } from '../package-root.ts'
import { otherVolume, whyOneVolume } from '../../test/fixtures/other-volume.ts'

const signal = AbortSignal.timeout(60_000)

test('what a move to another disk leaves behind is said by the plan and by the run, and not of one on the same disk', {
  skip: whyOneVolume(),
}, async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  using there = otherVolume()
  place.write({ 'recipes/away.yaml': 'millrace: 1\nname: away\noriginals: { move: "{out}" }\n' })
  const question = { recipe: join(dirname(place.inPath), 'recipes/away.yaml'), sources: [place.inPath] }
  const warned = async (out: string) =>
    (await place.host.client.ask('batch.plan', { ...question, out, limit: 1 }, { signal })).warnings
  assert.deepEqual(await warned(place.outPath), [])
  const [message = ''] = await warned(join(there.path, 'not made yet'))
  assert.match(message, /extended attributes/)
  const events = place.host.client.events({ signal })
  await place.host.client.ask('batch.start', { ...question, out: there.path, waitMs: 0 }, { signal })
  for await (const event of events) if (event.type === 'notice') return assert.equal(event.message, message)
})

const telling = `
  import { foretold } from './main/run/foretold.ts'
  const recipe = { recipe: { originals: { act: 'keep' }, zone: process.env.ZONE }, text: '' }
  console.log(JSON.stringify(await foretold({}, { recipe, sources: [], out: '' })))`

test('a time zone that is not known is told, and no other', () => {
  const told = (zone: string, recipes = ''): string[] => {
    const env = { ...process.env, TZ: zone, ZONE: recipes }
    const cwd = packageRoot
    const args = ['--input-type=module-typescript', '-e', telling]
    return JSON.parse(spawnSync(process.execPath, args, { env, cwd, encoding: 'utf8' }).stdout) as string[]
  }
  assert.deepEqual(told('Nowhere/Bad'), [
    'There is no time zone Nowhere/Bad (the variable TZ), so dates are told in UTC.',
  ])
  assert.deepEqual(
    ['Europe/Berlin', 'UTC0', 'EST5EDT', ''].flatMap((zone) => told(zone)),
    [],
  )
  assert.deepEqual(told('Nowhere/Bad', 'Europe/Berlin'), [])
})
