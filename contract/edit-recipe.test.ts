import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
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

test('a list inside a step that takes more than a line stays inside its step', () => {
  const long = 'scale=1280:-2,fps=30,format=yuv420p,eq=contrast=1.2:brightness=0.1'
  const command = `[ffmpeg, -i, "{input}", -vf, "${long}", -c:a, copy, "{output}"]`
  const commented = '[ # theirs\n          curl, # c\n          "{output}" ]'
  const text = `name: Shrink
steps:
  - external.run:
      command: ${command}
  - when: { size: ">1MB" }
    do:
      - external.run: { command: ${commented} }
`
  const edited = editRecipe(text, { kind: 'set', path: ['name'], value: 'Small' })
  assert.deepEqual(parse(edited), { ...parse(text), name: 'Small' })
  assert.match(edited, /# theirs\n[^]* # c\n/)
})

/** At times longer than a line, with spaces to fold at or without. */
const longWord = fc
  .tuple(fc.constantFrom('scale=1280:-2,', 'a word '), fc.integer({ min: 1, max: 12 }))
  .map(([part, n]) => `${part.repeat(n)}end`)

/** Bare, or quoted either way. */
const writtenWord = fc.oneof(
  fc.constantFrom('-i', 'ffmpeg', 'https://x.example', '"] # ["', "'it''s'", "''"),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }).map((word) => JSON.stringify(word)),
  longWord.map((word) => (word.includes(',') ? JSON.stringify(word) : word)),
)

interface Layout {
  /** Each with what follows its comma: a space, the end of a line, or a comment. */
  items: [item: string, gap: ' ' | '\n' | ' # c\n'][]
  opening: '' | ' ' | '\n' | ' # first\n'
  closing: '' | ' ' | '\n' | ' # last\n'
}

/** A list as people may write it: on one line or several, with comments in any of its gaps. */
function writtenList({ items, opening, closing }: Layout): string {
  const body = items.map(([item, gap], at) => item + (at < items.length - 1 ? `,${gap}` : '')).join('')
  return `[${opening}${body}${closing}]`.replaceAll('\n', `\n${' '.repeat(12)}`)
}

const listOf = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record<Layout>({
      items: fc.array(fc.tuple(item, fc.constantFrom<(' ' | '\n' | ' # c\n')[]>(' ', '\n', ' # c\n')), {
        maxLength: 5,
      }),
      opening: fc.constantFrom<Layout['opening'][]>('', ' ', '\n', ' # first\n'),
      closing: fc.constantFrom<Layout['closing'][]>('', ' ', '\n', ' # last\n'),
    })
    .map(writtenList)

const writtenValue = fc.oneof(writtenWord, listOf(writtenWord), listOf(fc.oneof(writtenWord, listOf(writtenWord))))

const writtenStep = fc.tuple(writtenValue, fc.constantFrom('block', 'braces', 'condition')).map(([value, as]) => {
  if (as === 'block') return `  - external.run: # it\n      command: ${value}\n      quiet: true\n`
  if (as === 'braces') return `  - external.run: { command: ${value}, quiet: true }\n`
  return `  - when: { size: ">1MB" }\n    do:\n      - external.run: { command: ${value} }\n`
})

const writtenRecipe = fc
  .record({ accepts: listOf(writtenWord), steps: fc.array(writtenStep, { minLength: 1, maxLength: 3 }) })
  .map(({ accepts, steps }) => `# Mine.\nname: Old # its name\naccepts: ${accepts}\nsteps:\n${steps.join('')}`)

const commentsIn = (text: string): string[] => text.match(/# (?:it|its name|c|first|last|Mine\.)$/gm) ?? []

test('whatever its lists and comments, an edited text differs in the edited field alone', () => {
  fc.assert(
    fc.property(writtenRecipe, fc.string({ maxLength: 150 }), (text, name) => {
      const named = editRecipe(text, { kind: 'set', path: ['name'], value: name })
      const edited = editRecipe(named, { kind: 'set', path: ['steps', 0, 'off'], value: true })
      const { steps, ...fields } = parse(text)
      assert.deepEqual(parse(named), { ...fields, name, steps }, named)
      assert.deepEqual(
        parse(edited),
        { ...fields, name, steps: [{ ...steps[0], off: true }, ...steps.slice(1)] },
        edited,
      )
      assert.equal(commentsIn(edited).length, commentsIn(text).length, edited)
    }),
    { numRuns: 200 },
  )
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

test('a text that refers to what is not in it is edited as text', () => {
  assert.equal(readDraft('millrace: 1\naccepts: [*.jpg]'), null)
})
