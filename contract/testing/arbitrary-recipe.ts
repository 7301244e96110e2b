import fc from 'fast-check'
import { defaultBranch } from '../parse-outputs.ts'
import { companionModes, conflictModes, type OutputBranch, type Recipe, type RecipeStep } from '../recipe.ts'

/** Recipes as a reader gives them, over the made-up steps, with words that are awkward in YAML. */
const word = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '1',
    '1e3',
    '- a',
    'a: b',
    '#x',
    '"q"',
    "it's",
    ' pad ',
    'a\nb',
    '*',
    '&a',
    '!t',
    '{stem}',
    '',
    'é😀',
    '\u0085',
    '\t',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)

const call = (step: string, options: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<RecipeStep> =>
  options.map((each) => ({ kind: 'step', call: { step, options: each } }))

const plainStep = fc.oneof(
  call('image.upright', fc.constant({})),
  call(
    'image.resize',
    fc.record({
      longest: fc.integer({ min: 1, max: 10_000 }),
      fit: fc.constantFrom('inside', 'cover', 'fill'),
      enlarge: fc.boolean(),
    }),
  ),
  call(
    'image.convert',
    fc.record({ to: fc.constantFrom('jpeg', 'png', 'webp'), quality: fc.integer({ min: 1, max: 100 }) }),
  ),
  call(
    'image.label',
    fc.record({
      text: word.filter((text) => text !== ''),
      at: fc.oneof(fc.constant('centre'), fc.integer()),
      font: fc.record({ size: fc.integer(), colours: fc.array(fc.constantFrom('red', 'green'), { maxLength: 3 }) }),
    }),
  ),
  call(
    'file.tag',
    fc.record({
      tags: fc.dictionary(
        word.filter((key) => !['<<', '__proto__'].includes(key)),
        word,
        { maxKeys: 3 },
      ),
    }),
  ),
)

const familiesIn = (step: RecipeStep): string[] =>
  step.kind === 'step' ? [step.call.step.split('.')[0] ?? ''] : step.steps.flatMap(familiesIn)

const condition = fc.constantFrom({ width: '>1200' }, { ext: 'jpg|png', size: '<2MB' }, { orientation: 'landscape' })

const step = fc.letrec<{ step: RecipeStep }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 2 },
    plainStep,
    fc
      .record({
        kind: fc.constant('when' as const),
        condition,
        steps: fc.array(tie('step'), { minLength: 1, maxLength: 2 }),
      })
      .filter(({ steps }) => new Set(steps.flatMap(familiesIn)).size === 1),
  ),
})).step

const branch: fc.Arbitrary<OutputBranch> = fc.record({
  steps: fc.array(step, { maxLength: 2 }),
  ifLarger: fc.constantFrom('keep-result', 'use-original', 'skip'),
  folder: fc.constantFrom('{out}/{path}', '', '{out}', 'a b/{date:YYYY}'),
  name: fc.constantFrom('{stem}', '{stem}-{width}w', '{stem|replace:[: ]+:-}', 'null'),
})

const shaped = fc.record({
  name: word,
  summary: word,
  accepts: fc.array(
    fc.record({ match: fc.constantFrom('*', 'image/*', '*.{jpg,png}'), where: fc.oneof(fc.constant({}), condition) }),
    { maxLength: 3 },
  ),
  companions: fc.constantFrom(...companionModes),
  steps: fc.array(step, { maxLength: 4 }),
  outputs: fc.array(branch, { minLength: 1, maxLength: 3 }),
  conflict: fc.constantFrom(...conflictModes),
  originals: fc.oneof(
    fc.record({ act: fc.constantFrom('keep' as const, 'vault' as const, 'replace' as const) }),
    fc.record({ act: fc.constant('move' as const), folder: fc.constant('{out}/originals/{path}') }),
  ),
  keep: fc.constantFrom([], ['times'], ['mode'], ['times', 'mode']) as fc.Arbitrary<Recipe['keep']>,
  portable: fc.boolean(),
  zone: fc.constantFrom('', 'Europe/Berlin'),
})

/** As plain objects, which is what a reader makes. */
export const arbitraryRecipe: fc.Arbitrary<Omit<Recipe, 'fingerprint'>> = shaped.map((recipe) =>
  structuredClone(recipe.originals.act === 'replace' ? withoutPlaces(recipe) : recipe),
)

/** What replaces its original stands where that stood. */
function withoutPlaces<R extends Omit<Recipe, 'fingerprint'>>(recipe: R): R {
  const outputs = recipe.outputs.map((output) => ({
    ...output,
    folder: defaultBranch.folder,
    name: defaultBranch.name,
  }))
  return { ...recipe, outputs }
}
