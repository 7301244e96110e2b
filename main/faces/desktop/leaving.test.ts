import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Leaving } from './leaving.ts'

interface World {
  busy?: boolean
  keepsRunning?: boolean
  close?: () => Promise<void>
}

function open({ busy = false, keepsRunning = false, close = async () => {} }: World) {
  const did: string[] = []
  const note = (what: string) => () => void did.push(what)
  const parts = { isBusy: () => busy, keepsRunning: () => keepsRunning, ask: note('ask'), hide: note('hide') }
  const leaving = new Leaving({ ...parts, close, exit: note('exit') })
  return { leaving, did }
}

/** Whatever was promised has been kept by then. */
const settled = () => new Promise(setImmediate)

test('with nothing under way it closes everything and goes', async () => {
  const { leaving, did } = open({})
  assert.equal(leaving.mustWait(), true)
  await settled()
  assert.deepEqual(did, ['exit'])
  assert.equal(leaving.mustWait(), false, 'nothing keeps it any more')
  assert.equal(leaving.mayClose(), true)
})

test('what is under way is asked about, and only a yes ends it', async () => {
  const { leaving, did } = open({ busy: true })
  for (const answer of ['stay', 'background', 'quit'] as const) {
    assert.equal(leaving.mustWait(), true)
    leaving.answer({ answer })
    await settled()
  }
  assert.deepEqual(did, ['ask', 'ask', 'hide', 'ask', 'exit'])
})

test('asked again while the question is open it goes: a system that shuts down does not wait', async () => {
  const { leaving, did } = open({ busy: true })
  leaving.mustWait()
  leaving.mustWait()
  await settled()
  assert.deepEqual(did, ['ask', 'exit'])
})

test('an answer to no question changes nothing', async () => {
  const { leaving, did } = open({ busy: true })
  leaving.answer({ answer: 'quit' })
  await settled()
  assert.deepEqual(did, [])
})

test('a closed window hides where the app goes on, asks where it would end something, and else is closed', () => {
  const hidden = open({ busy: true, keepsRunning: true })
  assert.equal(hidden.leaving.mayClose(), false)
  const asked = open({ busy: true })
  assert.equal(asked.leaving.mayClose(), false)
  assert.equal(open({}).leaving.mayClose(), true)
  assert.deepEqual([...hidden.did, ...asked.did], ['hide', 'ask'])
})

test('closing that fails does not keep it', async () => {
  const { leaving, did } = open({ close: () => Promise.reject(new Error('the disk is gone')) })
  leaving.mustWait()
  await settled()
  assert.deepEqual(did, ['exit'])
})

test('closing that hangs keeps it for fifteen seconds, and it goes once', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const closed = Promise.withResolvers<void>()
  const { leaving, did } = open({ close: () => closed.promise })
  leaving.mustWait()
  t.mock.timers.tick(14_999)
  assert.deepEqual(did, [])
  t.mock.timers.tick(1)
  assert.deepEqual(did, ['exit'])
  closed.resolve()
  await settled()
  assert.deepEqual(did, ['exit'])
})
