import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OneAtATime } from './one-at-a-time.ts'

test('a second press while the first is under way does nothing, and one after it begins anew', async () => {
  const saving = new OneAtATime()
  const first = Promise.withResolvers<string>()
  const one = saving.run('save', () => first.promise)
  assert.equal(await saving.run('save', () => Promise.resolve('again')), null)
  first.resolve('saved')
  assert.equal(await one, 'saved')
  assert.equal(await saving.run('save', () => Promise.resolve('later')), 'later')
})

test('what is asked for about another thing does not wait', async () => {
  const retrying = new OneAtATime()
  void retrying.run('file 1', () => new Promise(() => {}))
  assert.equal(await retrying.run('file 2', () => Promise.resolve('retried')), 'retried')
})

test('what failed may be asked for again', async () => {
  const saving = new OneAtATime()
  await assert.rejects(saving.run('save', () => Promise.reject(new Error('no connection'))))
  assert.equal(await saving.run('save', () => Promise.resolve('saved')), 'saved')
})
