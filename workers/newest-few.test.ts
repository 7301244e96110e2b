import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NewestFew } from './newest-few.ts'

test('what was asked for last is kept, and what was not is made again', async () => {
  const made: string[] = []
  const few = new NewestFew<string>(2)
  const make = async (key: string) => {
    made.push(key)
    return key
  }
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) assert.equal(await few.get(key, () => make(key)), key)
  assert.deepEqual(made, ['a', 'b', 'c', 'b'])
})

test('what is being made is waited for by all who ask, and what failed is made anew', async () => {
  const few = new NewestFew<string>(2)
  const first = Promise.withResolvers<string>()
  const [one, other] = [few.get('a', () => first.promise), few.get('a', () => assert.fail('made twice'))]
  first.reject(new Error('not this time'))
  await assert.rejects(one)
  await assert.rejects(other)
  assert.equal(await few.get('a', async () => 'made'), 'made')
})
