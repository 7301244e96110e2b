import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecipeStep } from '../../../contract/recipe.ts'
import { needsContent } from './needs-content.ts'

const known = [
  { name: 'image.resize', shape: 'each' },
  { name: 'file.rename', shape: 'each' },
  { name: 'archive.pack', shape: 'gather' },
] as const

const step = (name: string): RecipeStep => ({ kind: 'step', call: { step: name, options: {} } })
const needs = (...steps: RecipeStep[]): boolean => needsContent({ steps, outputs: [] }, known)

test('a picture cannot be made of a file that holds nothing, whatever else is done to it', () => {
  assert.deepEqual([needs(step('image.resize')), needs(step('file.rename'), step('image.resize'))], [true, true])
})

test('a file that holds nothing can be copied, renamed and packed as any other', () => {
  assert.deepEqual([needs(), needs(step('file.rename')), needs(step('archive.pack'))], [false, false, false])
})

test('of a step that may be left out nobody can tell', () => {
  const perhaps: RecipeStep = { kind: 'when', condition: { width: '>9' }, steps: [step('image.resize')] }
  assert.equal(needs(perhaps), false)
})
