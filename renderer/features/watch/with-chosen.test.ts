import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchRules } from '../../../contract/watch-rules.ts'
import { withChosen } from './with-chosen.ts'

test('a form that was opened before the recipes arrived has the chosen one when they do, and keeps what was chosen in it', () => {
  const rules = watchRules().parse({ folder: '/in', recipe: 'copy', out: '/out' })
  const late = withChosen({ ...rules, recipe: '', out: '' }, { recipe: 'web', out: '/results' })
  assert.deepEqual(late, { ...rules, recipe: 'web', out: '/results' })
  assert.deepEqual(withChosen(rules, { recipe: 'web', out: '/results' }), rules)
})
