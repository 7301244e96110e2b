import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecipeStep } from '../../../contract/recipe.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { endingLike } from './ending-like.ts'

const types = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }
const shared = { version: 1, title: '', summary: '', shape: 'each', lane: 'io' } as const
const plain = { ...shared, accepts: ['*/*'], produces: 'same', options: {}, facts: [], memoryFactor: 0 }
const steps: StepDescriptor[] = [
  { ...plain, name: 'image.upright' },
  { ...plain, name: 'image.convert', produces: { option: 'to', types } },
  { ...plain, name: 'image.sizes', produces: { option: 'formats', types } },
  { ...plain, name: 'secret.encrypt', extension: { added: 'age' } },
  { ...plain, name: 'archive.pack', produces: 'unknown', extension: { option: 'format' } },
]
const known = new Map(steps.map((each) => [each.name, each]))
const step = (name: string, options: Record<string, unknown> = {}): RecipeStep => ({
  kind: 'step',
  call: { step: name, options },
})
const when = (...steps: RecipeStep[]): RecipeStep => ({ kind: 'when', condition: { ext: 'png' }, steps })
const webp = step('image.convert', { to: 'webp' })

test('a name ends as the file does, or as what the steps make of it does', () => {
  assert.equal(endingLike([step('image.upright')], '.JPG', known), '.JPG')
  assert.equal(endingLike([webp, step('image.upright')], '.JPG', known), '.webp')
  assert.equal(endingLike([step('image.convert', { to: 'jpeg' })], '.JPEG', known), '.JPEG')
  assert.equal(endingLike([step('secret.encrypt')], '.jpg', known), '.jpg.age')
  assert.equal(endingLike([step('archive.pack', { format: 'tar.gz' })], '.jpg', known), '.tar.gz')
})

test('an ending that the file decides is left open, until a later step decides', () => {
  assert.equal(endingLike([when(webp)], '.jpg', known), '.*')
  assert.equal(endingLike([when(step('image.upright'))], '.jpg', known), '.jpg')
  assert.equal(endingLike([step('image.sizes', { formats: ['webp', 'jpeg'] })], '.jpg', known), '.*')
  assert.equal(endingLike([when(step('image.convert', { to: 'png' })), webp], '.jpg', known), '.webp')
  assert.equal(endingLike([webp], '.jpg', new Map()), '.*')
})
