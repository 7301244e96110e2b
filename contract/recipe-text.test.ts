import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseRecipe } from './parse-recipe.ts'
import { maxRecipeLetters } from './recipe-fields.ts'
import { madeUpContext } from './testing/made-up-steps.ts'

function complaints(text: string): string[] {
  const parsed = parseRecipe(text, madeUpContext)
  return 'recipe' in parsed ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

test('what would make a text mean other than it reads is refused', () => {
  assert.deepEqual(complaints('millrace: 1\nname: &a x\nsummary: *a\n<<: { portable: true }\nkeep: !!seq [mode]'), [
    '2:10 Anchors (`&name`) are not used in recipes.',
    '3:10 A value that begins with `*` has to be in quotes: references (`*name`) are not used in recipes.',
    '4:1 Merging (`<<`) is not used in recipes: write the values again.',
    '5:13 Tags (`!name`) are not used in recipes.',
  ])
  assert.deepEqual(complaints('%YAML 1.1\n---\nmillrace: 1\nportable: yes'), [
    '1:1 Lines beginning with `%` are not used in recipes.',
  ])
})

test('what is wrong in one way in several places of a line is said once', () => {
  const unclosed = 'This line is not indented as the lines around it, or a bracket before it is not closed.'
  assert.deepEqual(complaints('millrace: 1\nsteps:\n  - image.resize: { longest: [ }\n'), [`3:32 ${unclosed}`])
})

test('a value that YAML takes for something else says that it has to be in quotes', () => {
  const reference = 'A value that begins with `*` has to be in quotes: references (`*name`) are not used in recipes.'
  const comment = 'What follows ` #` is a comment: put a value that begins with `#` in quotes.'
  const bracket =
    'What follows ` #` is a comment, and so is the bracket there: put a value that begins with `#` in quotes.'
  const texts: [string, string][] = [
    ['accepts: [*]', `2:11 ${reference}`],
    ['accepts: [*.jpg]', `2:11 ${reference}`],
    ['steps:\n  - image.resize: { width: *x }', `3:28 ${reference}`],
    ['name: #1', `2:1 Expected text, found nothing. ${comment}`],
    ['name: # none yet', '2:1 Expected text, found nothing.'],
    ['steps:\n  - image.resize:\n      width: #100', `4:7 Expected a number, found nothing. ${comment}`],
    ['output: { name: a }}', '2:20 Nothing like this is expected here.'],
    [
      "output: { name: '{stem|replace:\\[:-}' }\nkeep: 1",
      '3:7 Expected a list, each line beginning with `- `, found the number `1`.',
    ],
    [
      'output: { name: "a\\[" }',
      '2:19 In double quotes a backslash is written twice; in single quotes it stands for itself.',
    ],
    ['output: { name: #a }\nkeep: [mode]', `2:17 ${bracket}`],
    ['output:\n  name: {stem}', '3:9 Expected text, found `name: value` lines. Put it in quotes.'],
    ['output:\n  name: {stem}.jpg', '3:15 A text that begins with `{` or `[` has to be in quotes.'],
  ]
  for (const [text, complaint] of texts) assert.deepEqual(complaints(`millrace: 1\n${text}`), [complaint], text)
})

test('names that stand twice, in any mapping, are pointed at', () => {
  assert.deepEqual(complaints('millrace: 1\nname: a\nname: b\noutput: { name: a, name: b }'), [
    '3:1 This name stands here twice.',
    '4:20 This name stands here twice.',
  ])
})

test('a text that is no YAML is told where it stops being it', () => {
  assert.deepEqual(complaints('millrace: 1\nname: "a'), [
    '2:9 Something is missing here, such as a closing quote, bracket or colon.',
  ])
  assert.deepEqual(complaints('millrace: 1\nsteps:\n\t- a'), ['3:1 Indent with spaces, not with tabs.'])
  assert.deepEqual(complaints('millrace: 1\n? [a]\n: b'), ['2:3 A name is expected here, not a list or a mapping.'])
  assert.deepEqual(complaints('millrace: 1\n---\nmillrace: 1'), [
    '2:1 One file holds one recipe: nothing may follow `---`.',
  ])
})

/** How long this thread has worked since: on a busy machine it waits for its turn besides. */
function workedMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

test('texts that no person wrote are refused before they cost anything', () => {
  const depth = /nested at most 24 deep/
  const texts: [string, RegExp][] = [
    [`millrace: 1 #${'x'.repeat(maxRecipeLetters)}`, /^1:65537 A recipe has at most 64 KiB of text/],
    [`millrace: 1\nsteps: ${'['.repeat(50_000)}`, /^2:32 A recipe is nested/],
    [`millrace: 1\nsteps: ${'['.repeat(40)}${']'.repeat(40)}`, depth],
    [`constructor: 1\nsteps: ${'{a: '.repeat(10_000)}`, depth],
    [`millrace: 1\nsteps:\n  ${'- '.repeat(30_000)}`, depth],
    [`millrace: 1\nsteps:\n  ${'? '.repeat(30_000)}`, depth],
    [Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''), depth],
    [`millrace: 1\nsteps: [${'a,'.repeat(30_000)}]`, /at most 5000 words and signs/],
    [`millrace: 1\n${'a: b: c\n'.repeat(8_000)}`, /at most 5000 words and signs/],
  ]
  for (const [text, sentence] of texts) {
    const before = process.threadCpuUsage()
    assert.match(complaints(text).join('\n'), sentence, text.slice(0, 30))
    const workedMs = workedMsSince(before)
    assert.ok(workedMs < 1000, `${text.slice(0, 30)} took ${workedMs} ms`)
  }
})

test('letters that are no letters are refused', () => {
  assert.deepEqual(complaints('{"millrace":1,"name":"a\\ud800"}'), ['1:22 Text has to be well-formed Unicode.'])
})

test('no text makes the reader throw, and every problem has a place in the text', () => {
  const words = [
    'millrace: 1\n',
    'steps:',
    '\n',
    '  ',
    '- ',
    'image.resize',
    ':',
    ' ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    'when',
    'do',
    '&a',
    '*a',
    '|',
    '>',
    '#',
    '<<',
    '{stem|',
    '3',
    'null',
    ',',
    '\t',
    'outputs',
    'name',
  ]
  const text = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((each) => each.join('')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const parsed = parseRecipe(given, madeUpContext)
      if ('recipe' in parsed) return
      assert.ok(parsed.problems.length > 0)
      const lines = given.split('\n').length
      for (const { line, column } of parsed.problems) assert.ok(line >= 1 && line <= lines && column >= 1)
    }),
    { numRuns: 1000 },
  )
})
