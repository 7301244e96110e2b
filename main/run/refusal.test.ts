import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recipe } from '../../contract/recipe.ts'
import { refusalOf } from './refusal.ts'

/** What a file of 5 bytes is told by a recipe that takes it only where its size is so. */
function said(size: string): string | undefined {
  const recipe = { name: 'some', accepts: [{ match: '*', where: { size } }] } as unknown as Recipe
  return refusalOf(recipe)({ name: 'a.txt', size: 5 })?.message.match(/where (.*)\./)?.[1]
}

test('a comparison is told in words', () => {
  const sizes = ['>2 MB', '>= 6', '<5', '<=4', '6..9', '!>4', '7|8', '!5']
  assert.deepEqual(sizes.map(said), [
    'size is more than 2 MB',
    'size is at least 6',
    'size is less than 5',
    'size is at most 4',
    'size is 6 to 9',
    'size is not more than 4',
    'size is one of 7, 8',
    'size is not 5',
  ])
  assert.equal(said('5'), undefined)
})
