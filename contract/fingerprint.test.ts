import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRecipe } from './parse-recipe.ts'
import type { StepSchemas } from './step-schema.ts'
import { madeUpContext, madeUpSteps } from './testing/made-up-steps.ts'

const base = 'millrace: 1\nsteps: [image.resize: { longest: 9 }]'

function fingerprint(text: string, steps: StepSchemas = madeUpSteps): string {
  const parsed = parseRecipe(text, { ...madeUpContext, steps })
  assert.ok('recipe' in parsed, JSON.stringify(parsed))
  return parsed.recipe.fingerprint
}

test('what does not change results does not change the fingerprint', () => {
  for (const same of [
    `${base}\nname: Other\nsummary: Else`,
    `# comment\n${base}`,
    `${base}\naccepts: [image/*]`,
    `${base}\nconflict: replace`,
    base.replace('longest: 9', 'enlarge: false, longest: 9, fit: inside'),
    `${base}\noutput: { name: "{stem}", folder: "{out}/{path}" }`,
    `${base}\nkeep: [times, times]`,
  ])
    assert.equal(fingerprint(same), fingerprint(base), same)
})

test('what changes results, or where they go, changes it', () => {
  const all = [
    base,
    base.replace('9', '8'),
    `${base}\noutput: { name: "{stem}-x" }`,
    `${base}\noutput: { if-larger: skip }`,
    `${base}\noriginals: vault`,
    `${base}\nkeep: []`,
    `${base}\nportable: true`,
    `${base}\nzone: Europe/Berlin`,
    'millrace: 1',
  ]
  assert.equal(new Set(all.map((text) => fingerprint(text))).size, all.length)
})

test('a new version of a step changes it for the recipes that use that step, also under a condition', () => {
  const newer = new Map(madeUpSteps)
  const resize = madeUpSteps.get('image.resize')
  assert.ok(resize)
  newer.set('image.resize', { ...resize, descriptor: { ...resize.descriptor, version: 2 } })
  const nested = 'millrace: 1\nsteps: [{ when: { width: 1 }, do: [image.resize: { longest: 9 }] }]'
  for (const text of [base, nested]) assert.notEqual(fingerprint(text, newer), fingerprint(text))
  assert.equal(
    fingerprint('millrace: 1\nsteps: [image.upright]', newer),
    fingerprint('millrace: 1\nsteps: [image.upright]'),
  )
})
