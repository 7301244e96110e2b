import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import { recipeJsonSchema } from './json-schema.ts'
import { parseRecipe } from './parse-recipe.ts'
import { printRecipe } from './print-recipe.ts'
import { arbitraryRecipe } from './testing/arbitrary-recipe.ts'
import { madeUpContext, madeUpSteps } from './testing/made-up-steps.ts'

const { not, ...schema } = recipeJsonSchema([...madeUpSteps.values()].map(({ descriptor }) => descriptor))
// Whatever checks JSON Schemas knows `not`, except the checker at hand; that one rule is read with the eye.
const checker = z.fromJSONSchema(schema)

test('output and outputs exclude each other', () => {
  assert.deepEqual(not, { required: ['output', 'outputs'] })
})

test('what the reader takes, the schema takes', () => {
  fc.assert(
    fc.property(arbitraryRecipe, (recipe) => {
      const plain: unknown = parse(printRecipe({ ...recipe, fingerprint: '' }, madeUpSteps))
      const checked = checker.safeParse(plain)
      assert.ok(checked.success, JSON.stringify([plain, checked.error]))
    }),
    { numRuns: 100 },
  )
})

test('what the schema refuses, the reader refuses too', () => {
  const wrong = [
    'name: x',
    'millrace: 2',
    'millrace: 1\nnmae: x',
    'millrace: 1\nsteps: [image.rezise]',
    'millrace: 1\nsteps: [image.resize: { longst: 3 }]',
    'millrace: 1\nsteps: [image.resize: { longest: big }]',
    'millrace: 1\nsteps: [{ when: { width: 3 } }]',
    'millrace: 1\nsteps: [{ when: { wdith: 3 }, do: [image.upright] }]',
    'millrace: 1\noutputs: []',
    'millrace: 1\noriginals: { mvoe: x }',
    'millrace: 1\nconflict: never',
    'millrace: 1\nkeep: [time]',
  ]
  for (const text of wrong) {
    assert.equal(checker.safeParse(parse(text)).success, false, text)
    assert.ok('problems' in parseRecipe(text, madeUpContext), text)
  }
})
