import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkedInput } from './checked-input.ts'
import { inputSchema } from './command.ts'

test('what is wrong with the input of a command is told field by field, with what is there', () => {
  const input = { recipe: 5, sources: 'a', out: '/out', waitMs: null }
  assert.throws(() => checkedInput('batch.start', inputSchema('batch.start'), input), {
    code: 'usage-wrong',
    subject: 'batch.start',
    why: 'The field `recipe` is not right. Expected text, found the number `5`. The field `sources` is not right. Expected a list, found the text `a`.',
  })
})
