import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'
import { packageRoot } from '../../package-root.ts'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'

const { signal } = new AbortController()

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

interface Case {
  recipe: string
  conflict?: 'replace'
  sources?: (inPath: string) => string[]
  out?: string
  isTold: boolean
}

const keeping = 'steps: [file.text: { line-endings: lf }]'
const cases: Record<string, Case> = {
  'the folder itself': { recipe: keeping, isTold: true },
  'a file in it': { recipe: keeping, sources: (at) => [join(at, 'sub'), join(at, 'a.txt')], isTold: true },
  'a copy': { recipe: '', isTold: true },
  'only a folder in it': { recipe: keeping, sources: (at) => [join(at, 'sub')], isTold: false },
  'another folder': { recipe: keeping, out: 'out', isTold: false },
  'a folder below': { recipe: keeping, out: 'in/lf', isTold: false },
  'another name': { recipe: `${keeping}\noutput: { name: "{stem}-lf" }`, isTold: false },
  'another place': { recipe: `${keeping}\noutput: { folder: "{out}/lf/{path}" }`, isTold: false },
  'another ending': { recipe: 'steps: [image.convert: { to: webp }]', isTold: false },
  'in the place of what is there': { recipe: keeping, conflict: 'replace', isTold: false },
  'instead of the original': { recipe: `${keeping}\noriginals: replace`, isTold: false },
}

test('that results will be numbered beside their own files is said by the plan and by the run, and only where they would be', async () => {
  await using place = await openPlace({ 'a.txt': '1\r\n', 'sub/b.txt': '2\r\n' })
  const { client } = place.host
  const told: Record<string, boolean> = {}
  for (const [what, { recipe, sources = (at: string) => [at], out = 'in', conflict }] of Object.entries(cases)) {
    place.write({ 'recipes/it.yaml': `millrace: 1\nname: it\n${recipe}\n` })
    const at = dirname(place.inPath)
    const asked = { recipe: join(at, 'recipes/it.yaml'), sources: sources(place.inPath), out: join(at, out), conflict }
    const { warnings } = await client.ask('batch.plan', { ...asked, limit: 1 }, { signal })
    told[what] = warnings.some((warning) => /`photo 2\.jpg`/.test(warning))
  }
  assert.deepEqual(told, Object.fromEntries(Object.entries(cases).map(([what, { isTold }]) => [what, isTold])))
  const events = client.events({ signal })
  await client.ask('batch.start', { recipe: 'copy', sources: [place.inPath], out: place.inPath, waitMs: 0 }, { signal })
  for await (const event of events) if (event.type === 'notice') return assert.match(event.message, /`photo 2\.jpg`/)
})

const telling = `
  import { foretold } from './main/run/planning/foretold.ts'
  const recipe = { recipe: { originals: { act: 'keep' }, conflict: 'fail', zone: process.env.ZONE }, text: '' }
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
