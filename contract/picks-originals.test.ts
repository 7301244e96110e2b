import assert from 'node:assert/strict'
import { test } from 'node:test'
import { picksOriginals } from './picks-originals.ts'
import type { OutputBranch, RecipeStep } from './recipe.ts'

const call = (step: string): RecipeStep => ({ kind: 'step', call: { step, options: {} } })
const under = (steps: RecipeStep[]): RecipeStep => ({ kind: 'when', condition: {}, steps })
const isPicking = (step: string): boolean => step === 'pick'

function picks(steps: RecipeStep[], act: 'keep' | 'vault' = 'vault', own: RecipeStep[] = []): boolean {
  const outputs = [{ steps: own } as unknown as OutputBranch]
  return picksOriginals({ originals: { act }, steps, outputs }, isPicking)
}

test('only some originals leave where a step picks them, wherever that stands, and they leave at all', () => {
  assert.equal(picks([call('pick')]), true)
  assert.equal(picks([under([call('pick')])]), true)
  assert.equal(picks([call('other')], 'vault', [call('pick')]), true)
  assert.equal(picks([call('other')]), false)
  assert.equal(picks([call('pick')], 'keep'), false)
})
