import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstAndMore } from './first-and-more.ts'
import { startTexts } from './i18n.ts'

test('many things are called by the first of them and how many more there are, a number that can be read', async () => {
  await startTexts('en')
  assert.equal(firstAndMore(['a.jpg']), 'a.jpg')
  assert.equal(firstAndMore(['a.jpg', ...new Array<string>(2999).fill('b.jpg')]), 'a.jpg and 2,999 more')
})
