import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../../../test/fixtures/bench-of-files.ts'

const { signal } = new AbortController()

async function planned(place: Place, text: string) {
  place.write({ 'recipes/told.yaml': `millrace: 1\nname: told\n${text}\n` })
  const recipe = join(dirname(place.inPath), 'recipes/told.yaml')
  const { client } = place.host
  return client.ask('batch.plan', { recipe, sources: [place.inPath], out: place.outPath }, { signal })
}

test('a plan says which secrets are not set and which programs are not there, under conditions and in outputs too', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  const program = (name: string): string => `external.run: { command: [${name}, "{input}", "{output}"] }`
  const steps = `steps: [{ ${program('node')} }, { when: { ext: txt }, do: [{ ${program('no-such-program')} }] }]`
  const outputs = 'outputs: [{ steps: [{ secret.encrypt: { secret: unset-here } }] }]'
  const { warnings, lacks } = await planned(place, `${steps}\n${outputs}`)
  assert.deepEqual(
    lacks?.map(({ code }) => code),
    ['secret-missing', 'tool-missing'],
  )
  assert.deepEqual(
    warnings.map((each) => each.split('.')[0]),
    ['The secret unset-here is not available', 'The program no-such-program is not installed'],
  )
})

test('a plan is silent about what is wanting only for steps that none of its files comes to', async () => {
  await using place = await openPlace({ 'a.txt': '1', 'b.md': '22' })
  const needing = (when: string): string =>
    `steps: [{ when: ${when}, do: [{ external.run: { command: [no-such-program, "{input}", "{output}"] } }] }]`
  const isLacking = async (when: string) => (await planned(place, needing(when))).lacks?.length ?? 0
  assert.deepEqual([await isLacking('{ ext: mp4 }'), await isLacking('{ ext: txt, size: ">1MB" }')], [0, 0])
  assert.deepEqual([await isLacking('{ ext: md }'), await isLacking('{ name: "a.*", size: "<2" }')], [1, 1])
  assert.equal(await isLacking('{ width: ">1000" }'), 1)
})

test('a plan says which picture of a watermark is not there, or is a folder, and is silent about one that is', async () => {
  await using place = await openPlace({ 'a.jpg': '1', 'logo.png': '2' })
  const lacksOf = async (name: string) =>
    (await planned(place, `steps: [image.watermark: { picture: ${join(place.inPath, name)} }]`)).lacks?.map(
      ({ code, subject }) => [code, subject],
    )
  assert.deepEqual(await lacksOf('no-logo.png'), [['file-missing', join(place.inPath, 'no-logo.png')]])
  assert.deepEqual(await lacksOf(''), [['file-special', place.inPath]])
  assert.equal(await lacksOf('logo.png'), undefined)
})

test('a plan of a recipe that has all it needs says of nothing that it is wanting', async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  const answer = await planned(place, 'steps: [{ external.run: { command: [node, "{input}", "{output}"] } }]')
  assert.deepEqual([answer.lacks, answer.warnings], [undefined, []])
})

test('a plan says of names that no archive of the kind takes that they cannot be packed, and what becomes of the others', async () => {
  await using place = await openPlace({ 'a.txt': '1', 'b\nc.txt': '2' })
  const states = async (options: string): Promise<unknown> =>
    (await planned(place, `steps: [archive.pack: { ${options} }]`)).files.map(({ state, note, targets }) => [
      state,
      note.replace(/ Rename.*/, ''),
      targets.length,
    ])
  const why = 'b\nc.txt cannot be put into an archive. It has control characters in its name.'
  assert.deepEqual(await states('failed: leave-out'), [
    ['run', '', 1],
    ['fault', why, 0],
  ])
  assert.deepEqual(await states('failed: fail'), [
    ['fault', why, 0],
    ['fault', why, 0],
  ])
})
