import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Facts } from '../../contract/facts.ts'
import type { RecipeStep } from '../../contract/recipe.ts'
import { stepSchemas } from '../../workers/steps/step-schemas.ts'
import { type Foreseen, foresee, shapingSteps } from './foresee.ts'

const descriptors = new Map([...stepSchemas()].map(([name, { descriptor }]) => [name, descriptor]))
const step = (name: string, options: Record<string, unknown> = {}): RecipeStep => ({
  kind: 'step',
  call: { step: name, options },
})
const when = (condition: Record<string, string>, ...steps: RecipeStep[]): RecipeStep => ({
  kind: 'when',
  condition,
  steps,
})
const webp = step('image.convert', { to: 'webp' })
const sizes = (...formats: string[]): RecipeStep => step('image.sizes', { formats })

const foreseen = (steps: RecipeStep[], facts: Facts = { ext: 'jpg' }): Foreseen =>
  foresee(shapingSteps(steps, descriptors), facts)
const typeOf = (...steps: RecipeStep[]): string => foreseen(steps).type

test('the last step that changes the type decides', () => {
  assert.equal(typeOf(), 'same')
  assert.equal(typeOf(step('image.upright')), 'same')
  assert.equal(typeOf(step('image.convert', { to: 'png' }), webp, step('image.upright')), 'image/webp')
})

test('a condition on what is known decides for each file, any other leaves the type open until a later step', () => {
  assert.equal(typeOf(when({ ext: 'jpg' }, webp)), 'image/webp')
  assert.equal(typeOf(when({ ext: 'png' }, webp)), 'same')
  assert.equal(typeOf(when({ ext: 'jpg' }, when({ ext: 'png' }, webp))), 'same')
  assert.equal(typeOf(when({ width: '>9' }, webp)), 'undecided')
  assert.equal(typeOf(when({ width: '>9' }, webp), step('image.convert', { to: 'png' })), 'image/png')
})

test('a step that may write several types leaves it open where it writes more than one', () => {
  const types = [sizes(), sizes('jpeg'), sizes('avif', 'jpeg')].map((each) => typeOf(each))
  assert.deepEqual(types, ['same', 'image/jpeg', 'undecided'])
})

test('where the type does not tell the extension, the step does', () => {
  const pack = step('archive.pack', { format: 'tar.gz' })
  const { type, extension } = foreseen([pack])
  assert.deepEqual([type, extension], ['application/gzip', 'tar.gz'])
  const command = ['ffmpeg', '{output}']
  const named = [{ command, extension: 'mp4' }, { command }].map((options) => step('external.run', options))
  assert.deepEqual(
    named.map((run) => foreseen([run]).extension),
    ['mp4', null],
  )
  const encrypt = step('secret.encrypt', { secret: 'x' })
  const { type: before, added } = foreseen([webp, encrypt, when({ ext: 'png' }, encrypt)])
  assert.deepEqual([before, added], ['image/webp', '.age'])
})

test('there may be several results where a step that splits is not ruled out', () => {
  const frames = step('image.frames')
  assert.deepEqual(
    [[frames], [when({ ext: 'png' }, frames)], [when({ width: '>9' }, frames)]].map((steps) => foreseen(steps).splits),
    ['parts', null, 'parts'],
  )
  assert.equal(typeOf(webp, when({ width: '>9' }, frames)), 'image/webp')
})
