import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalText } from './fingerprint.ts'
import { parseRecipe } from './parse-recipe.ts'
import { printRecipe } from './print-recipe.ts'
import { arbitraryRecipe } from './testing/arbitrary-recipe.ts'
import { madeUpContext, madeUpSteps } from './testing/made-up-steps.ts'

test('a recipe is printed as a person would write it', () => {
  const text = `millrace: 1
name: Web
accepts: [ image/* ]
steps:
  - image.upright:
  - when: { width: ">1200" }
    do:
      - image.resize: { longest: 1200 }
outputs:
  - steps:
      - image.convert: { to: webp }
    name: "{stem}-{width}w"
  - folder: "{out}/originals"
originals: vault
`
  const parsed = parseRecipe(text, madeUpContext)
  assert.ok('recipe' in parsed)
  assert.equal(printRecipe(parsed.recipe, madeUpSteps), text)
})

test('whatever the recipe, its print reads back as the same recipe', () => {
  fc.assert(
    fc.property(arbitraryRecipe, (unsigned) => {
      const recipe = { ...unsigned, fingerprint: madeUpContext.sha256(canonicalText(unsigned, madeUpSteps)) }
      assert.deepEqual(parseRecipe(printRecipe(recipe, madeUpSteps), madeUpContext), { recipe })
    }),
    { numRuns: 200 },
  )
})
