import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Newest } from './newest.ts'

test('a slow answer does not come after a newer one', async () => {
  const newest = new Newest()
  const heard: string[] = []
  const slow = Promise.withResolvers<string>()
  const first = newest.ask(
    () => slow.promise,
    (answer) => heard.push(answer),
  )
  await newest.ask(
    async () => 'newer',
    (answer) => heard.push(answer),
  )
  slow.resolve('older')
  await first
  assert.deepEqual(heard, ['newer'])
})

test('what is asked anew gives up the question before, and so does forgetting', async () => {
  const newest = new Newest()
  const signals: AbortSignal[] = []
  const asked = ({ signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))))
  }
  const told = () => assert.fail('nobody answers')
  const both = [newest.ask(asked, told), newest.ask(asked, told)]
  newest.forget()
  await Promise.all(both)
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, true],
  )
})
