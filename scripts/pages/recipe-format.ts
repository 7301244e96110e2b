import { type FactInfo, fileFacts, pictureFacts, ungatheredFacts } from '../../contract/facts.ts'
import { recipeJsonSchema } from '../../contract/json-schema.ts'
import { offeredToken } from '../../contract/offered-token.ts'
import { parseRecipe } from '../../contract/parse-recipe.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { code, printed, table } from './markdown.ts'
import { changeRows, conditionRows, filledRow, samplePath } from './recipe-examples.ts'
import {
  companionMeanings,
  conflictMeanings,
  factMeanings,
  keepMeanings,
  largerMeanings,
  originalMeanings,
} from './recipe-words.ts'

const example = `millrace: 1
name: Holiday pictures
summary: Pictures for the web, in a folder for each month.
accepts:
  - { match: image/*, where: { size: ">100 kB" } }
steps:
  - image.upright
  - image.resize: { longest: 1600 }
  - when: { width: ">1200", orientation: landscape }
    do:
      - image.sharpen
outputs:
  - folder: "{out}/{date:YYYY}/{date:MM}"
    name: "{date:YYYYMMDD}-{stem|slug}"
    steps:
      - image.convert: { to: webp, quality: 80 }
    if-larger: use-original
  - folder: "{out}/small/{path}"
    steps:
      - image.resize: { longest: 320 }
      - image.convert: { to: jpeg }
conflict: number
originals: keep
`

/** `docs/reference/recipes.md`: the recipe format, from its schema, its facts and its templates. Fails where an example is not what Millrace reads. */
export function recipeFormatPage(): string {
  return [
    printed,
    '# Recipes\n',
    `A recipe says what is done with files, in one YAML file. ${code('millrace check holiday.yaml')} names every mistake with its line, and ${code('millrace plan --recipe holiday.yaml --out web photos')} shows what would become of each file. ${code('millrace recipes import holiday.yaml')} keeps it under its name, as ${code('holiday-pictures')}, in a file in ${code('recipes')} of the [state folder](commands.md); without that file it is kept no more. [The built-in ones](../guide/recipes/README.md) are shown with what they make.\n`,
    `\`\`\`yaml\n${readable(example)}\`\`\`\n`,
    ...fieldSections(),
    ...stepSection(),
    ...nameSection(),
    ...conditionSection(),
  ].join('\n')
}

function readable(text: string): string {
  const parsed = parseRecipe(text, { steps: stepSchemas(), sha256: () => '' })
  if ('problems' in parsed)
    throw new Error(parsed.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'))
  return text
}

function fieldSections(): string[] {
  const { properties = {}, $defs } = recipeJsonSchema([]) as unknown as Schema
  const branch = $defs?.branch.properties ?? {}
  return [
    '## What it is made of\n',
    `Only ${code('millrace')} has to be there.\n`,
    table(['field', 'default', 'meaning'], Object.entries(properties).map(fieldRow)),
    `An ${code('output')}, or each of the ${code('outputs')}:\n`,
    table(['field', 'default', 'meaning'], Object.entries(branch).map(fieldRow)),
    ...choices('conflict', 'When the name of a result is taken', conflictMeanings),
    ...choices('originals', 'What becomes of an original, once its results are safe on disk', originalMeanings),
    ...choices('if-larger', 'When a result is not smaller than its original', largerMeanings),
    ...choices('companions', 'Which files travel with another, under its new name', companionMeanings),
    ...choices('keep', 'What results take over from their original, as a list', keepMeanings),
  ]
}

interface Property {
  description?: string
  default?: unknown
}

interface Schema {
  properties?: Record<string, Property>
  $defs?: { branch: { properties?: Record<string, Property> } }
}

function fieldRow([name, property]: [string, Property]): string[] {
  const preset = property.default === undefined ? '' : code(JSON.stringify(property.default).replaceAll('"', ''))
  return [code(name), preset, property.description ?? '']
}

function choices(field: string, when: string, meanings: Readonly<Record<string, string>>): string[] {
  return [
    `### ${field}\n`,
    `${when}.\n`,
    table(
      ['value', 'meaning'],
      Object.entries(meanings).map(([value, meaning]) => [code(value), meaning]),
    ),
  ]
}

function stepSection(): string[] {
  return [
    '## Steps\n',
    `[Steps](steps.md) lists them with their options. They are done in order: those under ${code('steps')} once, then those of each output.\n`,
    table(
      ['written as', 'means'],
      [
        [code('- image.upright'), 'a step as it is'],
        [code('- image.resize: { longest: 1600 }'), 'a step with options'],
        [code('- { when: { width: ">1200" }, do: [image.sharpen] }'), 'steps for files of which all of that is true'],
        [code('- { image.sharpen: , off: true }'), 'a step that stays in the recipe and is not done'],
        [
          code('- { external.run: {}, off: not-allowed }'),
          'what an import makes of a step whose wish was not allowed: the recipe does not run until it is, or is taken out',
        ],
      ],
    ),
  ]
}

function nameSection(): string[] {
  const facts = [...fileFacts].filter(([fact]) => !unwritten.has(fact))
  return [
    '## Names and folders\n',
    `What stands in braces is filled in for each file; ${code('{{')} is a brace. The examples are for ${code(samplePath)}. A name has no ending: the format brings it. A folder begins with ${code('{out}')}, the folder that was given to the run, and no result can leave that.\n`,
    table(
      ['token', 'makes', 'meaning'],
      facts.map(([fact, info]) => [
        ...filledRow(offeredToken(fact), { use: useOf(info, fact) }),
        meaningOf(fact, info),
      ]),
    ),
    `Steps add tokens of their own, which [their page](steps.md) names. A file that cannot tell what a token asks for fails with that reason, and the others go on. Where no step leads to an output, what is told of the result is that of the file itself.\n`,
    `Of one result that is made of many files, ${code('{stem}')} is the ${code('key')} of its group, else the folder the files lie in, or the one that was given; where that is not one folder, the name of the recipe. ${code('{date}')} is when the newest of them was changed. ${ungatheredFacts.map((fact) => code(`{${fact}}`)).join(', ')} are not known of it.\n`,
    'Behind a colon stands how it is written, behind each bar what is changed:\n',
    table(['token', 'makes', 'meaning'], changeRows()),
  ]
}

/** They decide, but make no name. */
const unwritten = new Set(['type', 'size', 'age', 'orientation'])

function useOf({ when }: FactInfo, fact: string): 'folder' | 'name' {
  return fact === 'path' && when === 'early' ? 'folder' : 'name'
}

function meaningOf(fact: string, { when }: FactInfo): string {
  const meaning = factMeanings[fact]
  if (meaning === undefined) throw new Error(`What {${fact}} means is missing in recipe-words.ts.`)
  return when === 'early' ? meaning : `${meaning}; in names only`
}

function conditionSection(): string[] {
  return [
    '## Conditions\n',
    `In ${code('where')} and ${code('when')}, on any fact but dates; all of them have to be true.\n`,
    table(['condition', 'is true for'], conditionRows()),
    `Besides what names can say there are ${[...unwritten].map((fact) => `${code(fact)} (${factMeanings[fact]})`).join(', ')}.\n`,
    `In ${code('where')}, ${pictureFacts.map(code).join(', ')} are those of the picture as it is before the first step; no other file has them. What steps tell, ${code('where')} cannot ask for, and of the sizes ${code('when')} asks the picture in hand. Behind ${code('archive.unpack')} it asks what came out by ${code('entry-stem')}, ${code('entry-ext')} and ${code('entry-path')}.\n`,
  ]
}
