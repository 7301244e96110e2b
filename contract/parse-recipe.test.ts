import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRecipe } from './parse-recipe.ts'
import type { Recipe } from './recipe.ts'
import { madeUpContext } from './testing/made-up-steps.ts'

/** Everything said about a text, as `line:column field: message`. */
function complaints(text: string): string[] {
  const parsed = parseRecipe(text, madeUpContext)
  if ('recipe' in parsed) return []
  return parsed.problems.map(({ line, column, field, message }) => `${line}:${column} ${field}: ${message}`)
}

function recipeOf(text: string): Recipe {
  const parsed = parseRecipe(text, madeUpContext)
  assert.ok('recipe' in parsed, JSON.stringify(parsed))
  return parsed.recipe
}

test('the shortest recipe is a copy with every default', () => {
  const { fingerprint, ...recipe } = recipeOf('millrace: 1')
  assert.match(fingerprint, /^[0-9a-f]{64}$/)
  assert.deepEqual(recipe, {
    name: '',
    summary: '',
    accepts: [],
    steps: [],
    outputs: [{ steps: [], ifLarger: 'keep-result', folder: '{out}/{path}', name: '{stem}' }],
    conflict: 'number',
    originals: { act: 'keep' },
    keep: ['times'],
    companions: 'none',
    portable: false,
    zone: '',
  })
})

test('every way to write a step reads as the step with its defaults', () => {
  const upright = { kind: 'step', call: { step: 'image.upright', options: {} } }
  const text = `millrace: 1
steps:
  - image.upright
  - image.upright:
  - image.upright: {}
  - when: { width: ">1200", ext: jpg|png, height: 600 }
    do:
      - image.resize: { longest: 2000 }
      - when: { orientation: portrait }
        do: [image.upright]`
  assert.deepEqual(recipeOf(text).steps, [
    upright,
    upright,
    upright,
    {
      kind: 'when',
      condition: { width: '>1200', ext: 'jpg|png', height: '600' },
      steps: [
        { kind: 'step', call: { step: 'image.resize', options: { longest: 2000, fit: 'inside', enlarge: false } } },
        { kind: 'when', condition: { orientation: 'portrait' }, steps: [upright] },
      ],
    },
  ])
})

test('every field of the recipe is read, and output is short for one of outputs', () => {
  const text = `millrace: 1
name: Everything
summary: For a test.
accepts: [image/*, { match: "*.{jpg,png}", where: { size: ">2MB" } }, { where: { age: <7d } }]
steps: [image.upright]
output: { steps: [image.convert: { to: webp }], if-larger: skip, folder: "{out}/{date:YYYY}", name: "{stem}-{width}" }
conflict: replace
originals: { move: "{out}/originals/{path}" }
keep: [mode, times]
portable: true
zone: Europe/Berlin`
  const { fingerprint: _, ...recipe } = recipeOf(text)
  const { fingerprint: __, ...long } = recipeOf(
    text.replace('output: {', 'outputs: [{').replace('{width}" }', '{width}" }]'),
  )
  assert.deepEqual(recipe, long)
  assert.deepEqual(recipe, {
    name: 'Everything',
    summary: 'For a test.',
    accepts: [
      { match: 'image/*', where: {} },
      { match: '*.{jpg,png}', where: { size: '>2MB' } },
      { match: '*', where: { age: '<7d' } },
    ],
    steps: [{ kind: 'step', call: { step: 'image.upright', options: {} } }],
    outputs: [
      {
        steps: [{ kind: 'step', call: { step: 'image.convert', options: { to: 'webp', quality: 80 } } }],
        ifLarger: 'skip',
        folder: '{out}/{date:YYYY}',
        name: '{stem}-{width}',
      },
    ],
    conflict: 'replace',
    originals: { act: 'move', folder: '{out}/originals/{path}' },
    keep: ['times', 'mode'],
    companions: 'none',
    portable: true,
    zone: 'Europe/Berlin',
  })
})

test('JSON is read as well', () => {
  const json = JSON.stringify({ millrace: 1, name: 'J', steps: [{ 'image.resize': { longest: 9 } }, 'image.upright'] })
  assert.deepEqual(
    recipeOf(json),
    recipeOf('millrace: 1\nname: J\nsteps:\n  - image.resize: { longest: 9 }\n  - image.upright:'),
  )
})

test('a recipe cannot ask a file, before it is taken, for what only a step finds out', () => {
  const where = (fact: string): string => `millrace: 1\naccepts: [{ where: { ${fact}: "p*" } }]`
  assert.deepEqual(complaints(where('suffix')), [
    '2:22 accepts[0].where.suffix: `suffix` is known only of what a step has made; `where` asks about files before the first step.',
  ])
  assert.deepEqual(complaints(where('orientation')), [])
})

test('all problems are told at once, each at its place and with the nearest right word', () => {
  const text = `millrace: 1
nmae: x
accepts: [image/*, { match: "*.jpg", where: { size: ">2XB", wdith: 3 } }]
steps:
  - image.rezise:
  - image.resize: { longst: 3 }
  - image.resize: { longest: big, fit: cver }
  - image.convert: { quality: 300 }
  - image.label: { at: left, font: { sise: 3, colours: [red, gren] } }
  - file.tag: { tgas: {} }
output:
  folder: "{out}/{paht}"
  if-larger: use
conflict: nubmer
originals: kep
keep: times
portable: yes
zone: Europe/Berln`
  assert.deepEqual(complaints(text), [
    '2:1 nmae: There is no `nmae` here. Did you mean `name`?',
    '3:53 accepts[1].where.size: Expected a size, such as `>2MB`, `<500kB` or `1MiB..2MiB`.',
    '3:61 accepts[1].where.wdith: There is nothing called `wdith` to ask for. Did you mean `width`?',
    '5:5 steps[0].image.rezise: There is no step `image.rezise`. Did you mean `image.resize`?',
    '6:21 steps[1].image.resize.longst: There is no option `longst`. Did you mean `longest`?',
    '7:30 steps[2].image.resize.longest: Expected a number, found the text `big`.',
    '7:40 steps[2].image.resize.fit: The text `cver` is not known here. Did you mean `cover`?',
    '8:20 steps[3].image.convert: The option `to` is missing. Known: `jpeg`, `png`, `webp`.',
    '8:31 steps[3].image.convert.quality: Expected a number of at most 100, found the number `300`.',
    '9:24 steps[4].image.label.at: The text `left` is none of what this option takes. Known: `centre`, a number.',
    '9:38 steps[4].image.label.font.sise: There is no option `sise`. Did you mean `size`?',
    '9:62 steps[4].image.label.font.colours[1]: The text `gren` is not known here. Did you mean `green`?',
    '10:17 steps[5].file.tag.tgas: There is no option `tgas`. Did you mean `tags`?',
    '12:19 output.folder: There is no token `{paht}`. Did you mean `path`?',
    '13:14 output.if-larger: `use` is not known here. Known: `keep-result`, `use-original`, `skip`.',
    '14:11 conflict: `nubmer` is not known here. Did you mean `number`?',
    '15:12 originals: `kep` is not known here. Did you mean `keep`? A folder for them is written as `move: "{out}/originals/{path}"`.',
    '16:7 keep: Expected a list, each line beginning with `- `, found the text `times`.',
    '17:11 portable: Expected `true` or `false`, found the text `yes`.',
    '18:7 zone: There is no time zone `Europe/Berln`. Did you mean `Europe/Berlin`?',
  ])
})

test('values of the wrong kind are named as what they are', () => {
  assert.deepEqual(
    complaints('millrace: 1\nname: [a]\nsummary: 3\nsteps: { a: 1 }\naccepts: [3]\noutput: x\noriginals: 1'),
    [
      '2:7 name: Expected text, found a list.',
      '3:10 summary: Expected text, found the number `3`. Put it in quotes.',
      '4:8 steps: Expected a list, each line beginning with `- `, found `name: value` lines.',
      '5:11 accepts[0]: Expected text, found the number `3`. Put it in quotes.',
      '6:9 output: Expected `name: value` lines, found the text `x`.',
      '7:12 originals: Expected one of `keep`, `vault`, `replace`, found the number `1`.',
    ],
  )
})

test('options that are not indented far enough are told so', () => {
  assert.deepEqual(
    complaints('millrace: 1\nsteps:\n  - image.resize:\n    longest: 3\n  - image.upright:\n    image.resize: {}'),
    [
      '4:5 steps[0].longest: To be an option of `image.resize`, `longest` has to be indented further.',
      '6:5 steps[1].image.resize: One step a line: begin `image.resize` with `- `.',
    ],
  )
})

test('a condition that asks for nothing is refused when it is read, and not by every file of a run', () => {
  assert.deepEqual(
    complaints(
      `millrace: 1\nsteps:\n  - { when: { width: '' }, do: [image.upright] }\n  - { when: { name: '' }, do: [image.upright] }\n`,
    ),
    [
      '3:22 steps[0].when.width: Expected a number, such as `1200`, `>1200` or `100..200`.',
      '4:21 steps[1].when.name: A pattern cannot be empty.',
    ],
  )
})

test('a condition needs both its halves', () => {
  assert.deepEqual(
    complaints('millrace: 1\nsteps:\n  - when: { width: 3 }\n  - do: [image.upright]\n  - when: {}\n    do: []'),
    [
      '3:5 steps[0]: `when` needs a `do`, the steps that are done then.',
      '4:5 steps[1]: `do` needs a `when`, the condition under which it is done.',
      '5:5 steps[2]: `when` needs a `do`, the steps that are done then.',
      '5:11 steps[2].when: A condition needs a test, such as `width: ">1200"`.',
    ],
  )
})

test('files are gathered once, for all outputs; what came of them may be cut, and not unpacked', () => {
  const text = `millrace: 1
steps:
  - when: { pages: 1 }
    do: [pdf.merge]
  - pdf.split
  - pdf.merge
  - pdf.split
  - pdf.stack
  - box.open
outputs:
  - steps: [pdf.stack]`
  assert.deepEqual(complaints(text), [
    '4:10 steps[0].do[0]: `pdf.merge` gathers files and cannot stand under a condition.',
    '8:5 steps[4]: A recipe gathers files once, and `pdf.merge` does it already.',
    '9:5 steps[5]: `box.open` takes files out of one, and cannot come after `pdf.merge`.',
    '11:13 outputs[0].steps[0]: `pdf.stack` gathers files for all outputs: put it under `steps`.',
  ])
})

test('a condition behind a step that unpacks asks for what came out, not for the archive', () => {
  const refused = (list: string) => complaints(`millrace: 1\nsteps:\n${list}`)
  assert.deepEqual(refused('  - box.open\n  - { when: { ext: csv, camera: x }, do: [file.tag] }'), [
    '4:15 steps[1].when.ext: Behind `box.open`, `ext` is that of the archive. Ask for `entry-stem`, `entry-ext` or `entry-path`.',
  ])
  assert.deepEqual(
    refused('  - { when: { ext: zip }, do: [box.open] }\n  - { when: { entry-ext: csv }, do: [file.tag] }'),
    [],
  )
})

test('a step declares facts that names and conditions may use', () => {
  const text = 'millrace: 1\nsteps: [{ when: { camera: "Canon*" }, do: [file.tag] }]\noutput: { folder: "{camera}" }'
  assert.equal(recipeOf(text).outputs[0]?.folder, '{camera}')
})

test('the first line has to say the version, and a newer one is told apart from a mistake', () => {
  assert.deepEqual(complaints('name: x\nfoo: 1'), [
    '1:1 : The version of the format is missing: begin with `millrace: 1`.',
    '2:1 foo: There is no `foo` here. Known: `millrace`, `name`, `summary`, `accepts`, `companions`, `steps`, `output`, `outputs`, `conflict`, `originals`, `keep`, `portable`, `zone`.',
  ])
  assert.deepEqual(complaints('foo: 1\nmillrace: 2'), [
    '2:11 millrace: This recipe is of format 2, made for a newer Millrace; this one reads up to 1.',
  ])
  assert.deepEqual(complaints('millrace: "1"'), [
    '1:11 millrace: The version of the format is a whole number: `millrace: 1`.',
  ])
  assert.deepEqual(complaints('millrace: 0'), [
    '1:11 millrace: There has never been a recipe of format 0: write `millrace: 1`.',
  ])
})

test('what is no recipe at all is told so', () => {
  const said = 'A recipe begins with `millrace: 1`, and is made of `name: value` lines.'
  for (const text of ['', '# nothing', 'hello', '- a', '3', 'services:\n  web: x\nvolumes: y'])
    assert.deepEqual(
      complaints(text).map((each) => each.replace(/^\S+ : /, '')),
      [said],
      text,
    )
})

test('a step that is off is as if it was not there, whatever is wrong with it', () => {
  const parsed = parseRecipe(
    'millrace: 1\nsteps:\n  - image.nothing: { x: 1 }\n    off: true\n  - image.upright:\n    off: false\n  - when: { a: b }\n    do: []\n    off: true\n',
    madeUpContext,
  )
  assert.deepEqual('recipe' in parsed && parsed.recipe.steps, [
    { kind: 'step', call: { step: 'image.upright', options: {} } },
  ])
  const wrong = parseRecipe('millrace: 1\nsteps:\n  - image.upright:\n    off: perhaps\n', madeUpContext)
  assert.ok('problems' in wrong && wrong.problems[0]?.line === 4)
})

test('what a run would refuse is told with its line: one result of many files leaves no say about each of them', () => {
  const gathers = 'millrace: 1\nsteps: [pdf.merge]\n'
  const said = '`pdf.merge` makes one result of many files'
  assert.deepEqual(complaints(`${gathers}originals: replace`), [
    `3:12 originals: ${said}: originals can be kept, or go to the vault.`,
  ])
  assert.deepEqual(complaints(`${gathers}originals: { move: "{out}/x" }\ncompanions: same-name`), [
    `3:12 originals: ${said}: originals can be kept, or go to the vault.`,
    `4:13 companions: ${said}: \`companions\` has no meaning here.`,
  ])
  assert.deepEqual(complaints(`${gathers}outputs:\n  - if-larger: keep-result\n  - if-larger: use-original\n`), [
    `5:5 outputs[1].if-larger: ${said}: \`if-larger\` has no meaning here.`,
  ])
  assert.deepEqual(complaints(`${gathers}originals: vault`), [])
})

test('steps under one condition are of one family', () => {
  const step = 'millrace: 1\nsteps:\n  - when: { size: ">1kB" }\n    do:\n      - image.upright\n'
  assert.deepEqual(complaints(`${step}      - when: { width: ">9" }\n        do: [file.tag]\n`), [
    '3:5 steps[0]: `file.tag` is of another family than `image.upright`: it needs a `when` of its own.',
  ])
})

test('a result that replaces its original has no place and no name of its own', () => {
  const text =
    'millrace: 1\noriginals: replace\noutputs:\n  - name: "{stem}-small"\n  - { folder: "{out}/x" }\n  - if-larger: skip\n'
  const said = 'With `originals: replace` a result takes the place of its original: leave out'
  assert.deepEqual(complaints(text), [
    `4:5 outputs[0].name: ${said} \`name\`.`,
    `5:7 outputs[1].folder: ${said} \`folder\`.`,
  ])
  assert.deepEqual(complaints(text.replace('originals: replace', 'originals: vault')), [])
})

test('a kind of file that there is not is no pattern, and the one that was meant is named', () => {
  const accepting = (match: string): string => `millrace: 1\naccepts: [${match}]`
  assert.deepEqual(complaints(accepting('images/*')), [
    '2:11 accepts[0]: No file is of the type `images/*`. Did you mean `image/*`?',
  ])
  assert.deepEqual(complaints(accepting('"{video,photos}/*"')), [
    '2:11 accepts[0]: No file is of the type `{video,photos}/*`. With a `/` it is about the media type, such as `image/*`; without one about the name, such as `*.jpg`.',
  ])
  for (const match of ['image/*', '"*/*"', 'x-shader/x-vertex', '"IM?GE/png"', 'TEXT/csv'])
    assert.deepEqual(complaints(accepting(match)), [], match)
})
