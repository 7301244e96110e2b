import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { editRecipe } from './edit-recipe.ts'
import { fieldOf, placeOf, readDraft } from './recipe-draft.ts'

const web = `# Mine.
millrace: 1
name: Web # for the site
steps:
  # first of all
  - image.upright
  - image.resize: { longest: 2000 } # enough

  - when: { width: ">1200" }
    do:
      - image.sharpen:
`

test('a text that is edited back is the text it was, comments and all', () => {
  const there = editRecipe(web, { kind: 'set', path: ['steps', 1, 'image.resize', 'longest'], value: 1600 })
  assert.equal(there, web.replace('2000', '1600'))
  assert.equal(editRecipe(there, { kind: 'set', path: ['steps', 1, 'image.resize', 'longest'], value: 2000 }), web)
})

test('built-in recipes stand as they are when nothing is changed', () => {
  for (const path of globSync('recipes/*.yaml')) {
    const text = readFileSync(path, 'utf8')
    const same = text.replace(/\[(image\.convert: \{[^}]*\})\]/g, '[{ $1 }]')
    assert.equal(editRecipe(text), same, path)
  }
})

test('a step moves with its comments, also into a condition and out again', () => {
  const up = editRecipe(web, { kind: 'move', path: ['steps', 1], list: ['steps'], at: 0 })
  assert.deepEqual(
    readDraft(up)?.steps.map(({ step }) => step),
    ['image.resize', 'image.upright', ''],
  )
  assert.match(up, /longest: 2000 \} # enough/)
  const inside = editRecipe(web, { kind: 'move', path: ['steps', 1], list: ['steps', 1, 'do'], at: 1 })
  assert.deepEqual(
    readDraft(inside)?.steps[1]?.when?.steps.map(({ step }) => step),
    ['image.sharpen', 'image.resize'],
  )
})

test('what is not there yet is made where people look for it', () => {
  const text = editRecipe(
    'millrace: 1\noriginals: vault\n',
    { kind: 'set', path: ['name'], value: 'New' },
    { kind: 'insert', list: ['steps'], at: 0, value: { 'image.resize': { longest: 1600 } } },
    { kind: 'insert', list: ['steps'], at: 1, value: 'image.upright' },
    { kind: 'set', path: ['output', 'name'], value: '{stem}-small' },
  )
  assert.equal(
    text,
    `millrace: 1
name: New
steps:
  - image.resize: { longest: 1600 }
  - image.upright
output:
  name: "{stem}-small"
originals: vault
`,
  )
})

test('an option can be given to a step that stands there by name alone, and taken away again', () => {
  const given = editRecipe('millrace: 1\nsteps: [image.convert]\n', {
    kind: 'set',
    path: ['steps', 0, 'image.convert', 'to'],
    value: 'webp',
  })
  assert.deepEqual(readDraft(given)?.steps[0]?.options, { to: 'webp' })
  const taken = editRecipe(given, { kind: 'set', path: ['steps', 0, 'image.convert', 'to'], value: undefined })
  assert.deepEqual(readDraft(taken)?.steps[0]?.options, {})
})

test('a step is turned off and on without losing anything', () => {
  const off = editRecipe(web, { kind: 'set', path: ['steps', 1, 'off'], value: true })
  assert.equal(readDraft(off)?.steps[1]?.off, true)
  assert.equal(editRecipe(off, { kind: 'set', path: ['steps', 1, 'off'], value: undefined }), web)
})

test('the last step leaves no empty list behind', () => {
  assert.equal(editRecipe('millrace: 1\nsteps:\n  - a.b\n', { kind: 'remove', path: ['steps', 0] }), 'millrace: 1\n')
})

test('several outputs take steps of their own', () => {
  const text = editRecipe(
    'millrace: 1\n',
    { kind: 'insert', list: ['outputs'], at: 0, value: { name: 'a' } },
    { kind: 'insert', list: ['outputs'], at: 1, value: { name: 'b' } },
    { kind: 'insert', list: ['outputs', 1, 'steps'], at: 0, value: { 'image.convert': { to: 'webp' } } },
  )
  const draft = readDraft(text)
  assert.deepEqual(
    draft?.outputs.map(({ path, fields, steps }) => [fieldOf(path), fields['name'], steps.length]),
    [
      ['outputs[0]', 'a', 0],
      ['outputs[1]', 'b', 1],
    ],
  )
})

test('a text that is no recipe has no draft; a place in it can be pointed at', () => {
  for (const text of ['', '- a', '{', 'a: [', 'a: 1\na: 2']) assert.equal(readDraft(text), null, text)
  assert.deepEqual(placeOf(web, ['steps', 1, 'image.resize', 'longest']), { line: 7, column: 30 })
  assert.equal(placeOf(web, ['steps', 9]), null)
})
