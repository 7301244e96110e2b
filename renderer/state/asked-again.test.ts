import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AskedAgain } from './asked-again.ts'

/** Somebody who answers when told to. */
function bench() {
  const questions: PromiseWithResolvers<string>[] = []
  const heard: string[] = []
  const asked = new AskedAgain<string>(
    () => {
      const question = Promise.withResolvers<string>()
      questions.push(question)
      return question.promise
    },
    {
      asking() {},
      answered: (value, version) => heard.push(`${value} of ${version}`),
      failed: (error) => heard.push(String(error)),
    },
  )
  return { asked, questions, heard }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('what moves on faster than answers come is still answered, and once more after its last move', async () => {
  const { asked, questions, heard } = bench()
  for (let version = 0; version < 50; version++) asked.about(`${version}`)
  assert.equal(questions.length, 1)
  questions[0]?.resolve('first')
  await settled()
  assert.deepEqual(heard, ['first of 0'])
  assert.equal(questions.length, 2)
  questions[1]?.resolve('last')
  await settled()
  assert.deepEqual(heard, ['first of 0', 'last of 49'])
  assert.equal(questions.length, 2)
})

test('the same version is asked about once', async () => {
  const { asked, questions } = bench()
  asked.about('1')
  asked.about('1')
  questions[0]?.resolve('')
  await settled()
  asked.about('1')
  assert.equal(questions.length, 1)
})

test('a question that failed is told, and the next one asked all the same', async () => {
  const { asked, questions, heard } = bench()
  asked.about('1')
  asked.about('2')
  questions[0]?.reject(new Error('gone'))
  await settled()
  assert.deepEqual(heard, ['Error: gone'])
  assert.equal(questions.length, 2)
})

test('nothing is told after the end', async () => {
  const { asked, questions, heard } = bench()
  asked.about('1')
  asked.about('2')
  asked[Symbol.dispose]()
  questions[0]?.resolve('late')
  await settled()
  assert.deepEqual([heard, questions.length], [[], 1])
})
