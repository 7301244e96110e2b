import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Journal } from './journal.ts'

const thread = (body: string): URL =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${body}`)}`)
const readyThenDying =
  'parentPort.postMessage({ ready: true, setAside: null }); parentPort.on("message", () => process.exit(1))'

test('a journal whose thread has ended answers every call with that, instead of letting it wait', async () => {
  const journal = await Journal.open('/nowhere', { nowMs: 0, entry: thread(readyThenDying) })
  const ended = { code: 'bug', subject: 'the journal' }
  await assert.rejects(journal.call('findBatch', 'last'), ended)
  await assert.rejects(journal.call('findBatch', 'last'), ended)
  await journal[Symbol.asyncDispose]()
})

test('a journal whose thread ends before it is ready is not opened', async () => {
  await assert.rejects(Journal.open('/nowhere', { nowMs: 0, entry: thread('process.exit(1)') }), { code: 'bug' })
})
