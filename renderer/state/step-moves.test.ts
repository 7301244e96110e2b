import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editRecipe } from '../../contract/edit-recipe.ts'
import { fieldOf, readDraft } from '../../contract/recipe-draft.ts'
import { allSteps, duplicateOf, moveBy, underCondition } from './step-moves.ts'

const text = `millrace: 1
steps:
  - a.one
  - when: { width: ">9" }
    do:
      - a.two: { x: 1 }
      - a.three
  - a.four
`

const names = (changed: string) => allSteps(readDraft(changed) ?? assert.fail()).map(({ step }) => step || 'when')

test('a step goes up and down, into a condition beside it and out at its edge', () => {
  const draft = readDraft(text) ?? assert.fail()
  const moved = (path: (string | number)[], by: 1 | -1) => {
    const move = moveBy(draft, path, by)
    return move ? [fieldOf(move.to), names(editRecipe(text, move.edit)).join(' ')] : null
  }
  assert.deepEqual(moved(['steps', 0], 1), ['steps[0].do[0]', 'when a.four a.one a.two a.three'])
  assert.deepEqual(moved(['steps', 2], -1), ['steps[1].do[2]', 'a.one when a.two a.three a.four'])
  assert.deepEqual(moved(['steps', 1, 'do', 0], -1), ['steps[1]', 'a.one a.two when a.four a.three'])
  assert.deepEqual(moved(['steps', 1, 'do', 1], 1), ['steps[2]', 'a.one when a.three a.four a.two'])
  assert.equal(moved(['steps', 0], -1), null)
  assert.equal(moved(['steps', 2], 1), null)
})

test('a copy stands right below, with its options', () => {
  const [, , , two] = allSteps(readDraft(text) ?? assert.fail())
  assert.equal(two?.step, 'a.two')
  const copied = editRecipe(text, duplicateOf(two).edit)
  assert.deepEqual(readDraft(copied)?.steps[1]?.when?.steps[1]?.options, { x: 1 })
})

test('a step can be put under a condition where it stands', () => {
  const draft = readDraft(text) ?? assert.fail()
  const [first] = draft.steps
  assert.ok(first)
  const changed = readDraft(editRecipe(text, ...underCondition(first, { size: '>1MB' })))
  assert.deepEqual(changed?.steps[0]?.when?.condition, { size: '>1MB' })
  assert.equal(changed?.steps[0]?.when?.steps[0]?.step, 'a.one')
})
