import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { RecipeRun } from './recipe-run.ts'

const files = { 'a.txt': 'first '.repeat(100), 'sub/b.txt': 'second' }
const packing = 'millrace: 1\nname: Locked\nsteps:\n  - archive.pack: { secret: office }\noutput:\n  name: box\n'
const unpacking =
  'millrace: 1\nname: Unlocked\nsteps:\n  - archive.unpack: { secret: office }\noutput:\n  name: "{entry-stem}"\n'

test('an archive is locked and opened with a secret of that name, whose value is nowhere to be found', async () => {
  const env = { MILLRACE_SECRET_OFFICE: 'Zug um Zug' }
  using run = new RecipeRun(files)
  const locked = await run.run(run.recipe(packing), { env })
  assert.equal(locked.exitCode, 0, locked.printed)
  const box = locked.results.get('box.zip')
  assert.ok(box, [...locked.results.keys()].join())
  assert.ok(!box.includes('first first'))
  for (const [name, content] of run.stateFiles()) assert.ok(!content.includes(env.MILLRACE_SECRET_OFFICE), name)
  using other = new RecipeRun({ 'box.zip': box })
  const without = await other.run(other.recipe(unpacking))
  assert.deepEqual(
    without.report.map(({ code }) => code),
    ['secret-missing'],
  )
  const opened = await other.run(other.recipe(unpacking), { env })
  assert.equal(opened.results.get('sub/b.txt')?.toString(), 'second', opened.printed)
})

test('a secret that is not set is asked for only where something is locked', async () => {
  using run = new RecipeRun(files)
  const open = await run.run(run.recipe(packing.replace(': { secret: office }', '')))
  using other = new RecipeRun({ 'box.zip': open.results.get('box.zip') ?? Buffer.alloc(0) })
  const unpacked = await other.run(other.recipe(unpacking))
  assert.equal(unpacked.results.get('sub/b.txt')?.toString(), 'second', unpacked.printed)
  const locking = await run.run(run.recipe(packing))
  assert.match(locking.printed, /The secret office is not available. Neither MILLRACE_SECRET_OFFICE nor the file /)
})

test('what cannot be the name of a secret is a mistake of the recipe, and is not repeated', async () => {
  using run = new RecipeRun(files)
  const { exitCode, printed } = await run.run(run.recipe(packing.replace('office', 'Zug um Zug')))
  assert.notEqual(exitCode, 0)
  assert.match(printed, /:4:\d+: .*The name of a secret is letters, digits and `-`, beginning with a letter/)
  assert.ok(!printed.includes('Zug'), printed)
})

test('programs are run only where that is allowed', async () => {
  const copy = `require('fs').copyFileSync(process.argv[1], process.argv[2])`
  const command = JSON.stringify([process.execPath, '-e', copy, '{input}', '{output}'])
  const recipe = `name: Programs\nsteps:\n  - external.run: { command: ${command} }\n`
  await using open = await openPlace({ 'a.txt': 'x' })
  assert.deepEqual((await open.run(recipe)).states, { 'a.txt': 'done' })
  await using shut = await openPlace({ 'a.txt': 'x' }, { allowsPrograms: false })
  await assert.rejects(
    shut.run(recipe),
    (error) => error instanceof Error && 'code' in error && error.code === 'programs-off',
  )
  assert.deepEqual(Object.keys(shut.tree()), ['in/a.txt'])
})

test('what is locked and opened again has its name to the last dot', {
  skip: process.platform === 'win32',
}, async () => {
  const names = ['a.', 'b..', 'c.txt.', '.d', 'e', 'f.tar.gz']
  await using place = await openPlace(Object.fromEntries(names.map((name) => [name, name])))
  const secrets = join(place.inPath, '../state/secrets')
  mkdirSync(secrets, { recursive: true })
  writeFileSync(join(secrets, 'office'), 'Zug um Zug', { mode: 0o600 })
  const step = (name: string): string => `name: ${name}\nsteps: [secret.${name}: { secret: office }]\n`
  await place.run(step('encrypt'))
  await place.run(step('decrypt'), { sources: [place.outPath], out: join(place.inPath, '../out/opened') })
  for (const name of names) assert.equal(place.tree()[`out/opened/${name}`], name)
})
