import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameExample } from './name-example.ts'

test('a name that is known is said as it is', () => {
  assert.deepEqual(nameExample('Beach… 1.jpg'), { name: 'Beach… 1.jpg', late: false })
})

test('parts that are known later are left open, without the words of recipes', () => {
  assert.deepEqual(nameExample('Beach-{width}w.webp'), { name: 'Beach-…w.webp', late: true })
  assert.deepEqual(nameExample('Beach{suffix}.*'), { name: 'Beach…', late: true })
  assert.deepEqual(nameExample('{date:YYYY-MM-DD}-Beach'), { name: '…-Beach', late: true })
})

test('a name of which nothing is known is none', () => {
  assert.deepEqual(nameExample('{entry-stem}.*'), { name: '', late: true })
  assert.deepEqual(nameExample('{date}_{counter}'), { name: '', late: true })
})
