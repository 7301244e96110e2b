import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { askOnTerminal } from './ask-on-terminal.ts'

const { signal } = new AbortController()

async function answered(text: string) {
  const input = new PassThrough()
  const output = new PassThrough()
  const answer = askOnTerminal('Go on?', { input, output, signal })
  input.end(text)
  assert.equal(String(output.read()), 'Go on? [y/N] ')
  return answer
}

test('yes is yes, and everything else is no', async () => {
  for (const text of ['y\n', ' YES \n']) assert.equal(await answered(text), true, JSON.stringify(text))
  for (const text of ['n\n', '\n', 'yesterday\n', 'y', ''])
    assert.equal(await answered(text), false, JSON.stringify(text))
})

test('an abort ends the question', async () => {
  const abort = new AbortController()
  const asked = askOnTerminal('?', { input: new PassThrough(), output: new PassThrough(), signal: abort.signal })
  abort.abort()
  await assert.rejects(asked, { name: 'AbortError' })
})
