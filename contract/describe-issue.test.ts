import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { describeIssue } from './describe-issue.ts'

const kept = z.union([z.enum(['all', 'none']), z.array(z.enum(['exif', 'location']))])

function complaint(value: unknown): string | undefined {
  const [issue] = kept.safeParse(value).error?.issues ?? []
  return issue && describeIssue(issue, value)
}

test('of a list that an option takes, the word that is wrong in it is named, and not the list', () => {
  assert.equal(complaint(['exif', 'locaton']), 'The text `locaton` is not known here. Did you mean `location`?')
  assert.equal(complaint(['exif', 3]), 'The number `3` is not known here. Known: `exif`, `location`.')
  assert.equal(complaint(['exif']), undefined)
})

test('a value of no kind that an option takes is told with what it takes', () => {
  assert.equal(complaint('exif'), 'The text `exif` is none of what this option takes. Known: `all`, `none`, a list.')
})

test('of a list or a text that is too long or too short, both lengths are told', () => {
  const told = (schema: z.ZodType, value: unknown): string | undefined => {
    const [issue] = schema.safeParse(value).error?.issues ?? []
    return issue && describeIssue(issue, value)
  }
  assert.equal(told(z.array(z.string()).min(2), ['a']), 'Expected a list of at least 2 entries, found one of 1.')
  assert.equal(told(z.string().max(3), 'four'), 'Expected a text of at most 3 characters, found one of 4.')
  assert.equal(told(z.number().gt(0), 0), 'Expected a number of more than 0, found the number `0`.')
})
