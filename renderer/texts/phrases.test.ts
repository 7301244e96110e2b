import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phrasesFrom } from './phrases.ts'

const words = phrasesFrom({
  Resize: '调整大小',
  '{subject} is empty.': '{subject} 是空的。',
  'It ends at {found} of {wanted}.': '应有 {wanted}，到 {found} 就结束了。',
  'Retry.': '请重试。',
  'Writes {output} and {output}.': '写出 {output} 和 {output}。',
})

test('what is in the book is said in the other language, whole or with its data in the right place', () => {
  assert.equal(words('Resize'), '调整大小')
  assert.equal(words('a {b} is.jpg is empty.'), 'a {b} is.jpg 是空的。')
  assert.equal(words('It ends at 3 MB of 4 MB.'), '应有 4 MB，到 3 MB 就结束了。')
})

test('several sentences are said one by one, and one that is not in the book stays', () => {
  assert.equal(words('x.jpg is empty. Retry.'), 'x.jpg 是空的。请重试。')
  assert.equal(words('Retry. Nobody knows this. Retry.'), '请重试。 Nobody knows this.请重试。')
  assert.equal(words('Crop'), 'Crop')
  assert.equal(words('Writes {output} and {output}.'), '写出 {output} 和 {output}。')
})

test('data never swallows the sentence after it, and a name may look like the end of one', () => {
  assert.equal(words('x.jpg is empty. 3 MB are missing.'), 'x.jpg 是空的。 3 MB are missing.')
  assert.equal(words('St. Anna is empty.'), 'St. Anna 是空的。')
})

test('a name made of the characters of a pattern is a name', () => {
  assert.equal(words('(.*)$1 {subject} is empty.'), '(.*)$1 {subject} 是空的。')
})
