import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { RecipeImport } from './import-recipe.ts'
import { Library } from './library.ts'

const schemas = stepSchemas()

/** Own recipes in a folder of their own, and no built-in ones. */
function house() {
  const state = mkdtempDisposableSync(join(tmpdir(), 'import-'))
  const library = new Library({ stateFolder: state.path, schemas, builtInFolder: join(state.path, 'none') })
  return { library, imports: new RecipeImport(library, schemas), [Symbol.dispose]: () => state[Symbol.dispose]() }
}

const asking = `millrace: 1
name: Invoice intake
steps:
  - image.watermark: { picture: /home/x/mark.png } # theirs
  - when: { size: ">1MB" }
    do: [external.run: { command: [curl, "{output}", https://x.example] }]
  - secret.encrypt: { secret: mail }
  - external.run: { command: [sh, "{output}"] }
    off: true
`

test('a recipe from elsewhere is shown with all it asks for, and nothing is kept', async () => {
  using at = house()
  const look = await at.imports.look({ text: asking, fileName: 'invoice.millrace.yaml' })
  assert.deepEqual(
    look.requests.map(({ kind, step, words }) => [kind, step, words]),
    [
      ['path', 'image.watermark', ['/home/x/mark.png']],
      ['program', 'external.run', ['curl', '{output}', 'https://x.example']],
      ['secret', 'secret.encrypt', ['mail']],
    ],
  )
  assert.deepEqual([look.title, look.problems, look.taken], ['Invoice intake', [], null])
  assert.deepEqual(await at.library.list(), [])
})

test('what was not allowed is kept, and off', async () => {
  using at = house()
  const { requests } = await at.imports.look({ text: asking, fileName: 'a.yaml' })
  const allow = requests.filter(({ kind }) => kind === 'secret').map(({ id }) => id)
  await at.imports.keep({ text: asking, fileName: 'a.yaml', taken: 'both', allow })
  const { text, recipe } = await at.library.get('invoice-intake')
  assert.deepEqual(
    recipe?.steps.map((step) => (step.kind === 'step' ? step.call.step : step.steps.length)),
    [0, 'secret.encrypt'],
  )
  assert.match(text, /# theirs/)
})

test('what was not allowed is asked about again when the recipe comes again, and is on once it is allowed', async () => {
  using at = house()
  const text = 'millrace: 1\nname: Shut\nsteps:\n  - secret.encrypt: { secret: mail }\n'
  const file = { fileName: 'a.yaml', taken: 'replace' as const }
  await at.imports.keep({ ...file, text, allow: [] })
  const { text: off } = await at.library.get('shut')
  assert.match(off, /off: not-allowed/)
  const { requests } = await at.imports.look({ ...file, text: off })
  await at.imports.keep({ ...file, text: off, allow: requests.map(({ id }) => id) })
  assert.deepEqual((await at.library.get('shut')).recipe?.steps.length, 1)
  assert.doesNotMatch((await at.library.get('shut')).text, /off/)
})

test('a step that was not allowed is off, however long its command', async () => {
  using at = house()
  const words = Array.from({ length: 30 }, (_, nth) => `-option${nth}`).join(', ')
  const text = `millrace: 1\nname: Long\nsteps:\n  - external.run: { command: [ffmpeg, "{output}", ${words}] } # theirs\n`
  await at.imports.keep({ text, fileName: 'a.yaml', taken: 'both', allow: [] })
  const kept = await at.library.get('long')
  assert.deepEqual([kept.problems, kept.recipe?.steps], [[], []])
  assert.match(kept.text, /# theirs\n/)
})

test('one that is here already is kept beside it, or takes its place when asked to', async () => {
  using at = house()
  const file = { text: 'millrace: 1\nsummary: new\n', fileName: 'Tidy up.millrace.yaml', allow: [] }
  await at.imports.keep({ ...file, text: 'millrace: 1\nsummary: old\n', taken: 'both' })
  assert.equal((await at.imports.look(file)).taken?.summary, 'old')
  assert.equal((await at.imports.keep({ ...file, taken: 'both' })).name, 'tidy-up-2')
  assert.equal((await at.imports.keep({ ...file, taken: 'replace' })).name, 'tidy-up')
  assert.deepEqual(
    (await at.library.list()).map(({ name, summary }) => [name, summary]),
    [
      ['tidy-up', 'new'],
      ['tidy-up-2', 'new'],
    ],
  )
})

test('a text that is no recipe is shown with what is wrong, and cannot be kept', async () => {
  using at = house()
  const file = { text: 'millrace: 1\nnmae: x\n', fileName: 'x.yaml' }
  assert.equal((await at.imports.look(file)).problems.length, 1)
  await assert.rejects(at.imports.keep({ ...file, taken: 'both', allow: [] }), { code: 'recipe-wrong' })
})
