import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Migrations, migrateRecipe } from './migrate-recipe.ts'
import { parseRecipe } from './parse-recipe.ts'
import { madeUpContext } from './testing/made-up-steps.ts'

/** A format that never was: it called the output folder `target`. */
const migrations: Migrations = new Map([
  [0, ({ target, ...recipe }) => ({ ...recipe, output: { folder: `{out}/${String(target)}` } })],
])

test('an older recipe is read as what its migration makes of it', () => {
  const parsed = parseRecipe('millrace: 0\nname: Old\ntarget: sorted', { ...madeUpContext, migrations })
  const same = parseRecipe('millrace: 1\nname: Old\noutput: { folder: "{out}/sorted" }', madeUpContext)
  assert.deepEqual(parsed, same)
  assert.ok('recipe' in parsed)
})

test('what is wrong with an older recipe is pointed at where it says its version', () => {
  const parsed = parseRecipe('# old\nmillrace: 0\ntarget: ".."', { ...madeUpContext, migrations })
  assert.deepEqual(parsed, {
    problems: [
      {
        line: 2,
        column: 11,
        field: 'millrace',
        message:
          'In `output.folder`, read as format 1: A folder cannot be `.` or `..`: results stay inside the output folder.',
      },
    ],
  })
})

test('a migration leaves the recipe it was given as it was', () => {
  const old = Object.freeze({ millrace: 0, target: 'a' })
  assert.deepEqual(migrateRecipe(old, { from: 0, migrations }), { millrace: 1, output: { folder: '{out}/a' } })
  assert.equal(migrateRecipe(old, { from: 0, migrations: new Map() }), undefined)
})
