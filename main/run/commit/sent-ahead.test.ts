import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { type HeldOutputs, heldOutputs, holdOutputs } from '../../journal/results/held-outputs.ts'
import type { BatchContext } from '../batch-context.ts'
import type { FinishedOutput, Job } from '../job.ts'
import { SentAhead } from './sent-ahead.ts'

/** Of 1,300 results: two full parts and a rest. */
const made = Array.from({ length: 1_300 }, (_, n) => resultOf(`r${n}`))

function resultOf(stem: string): FinishedOutput {
  return { stem, name: null, beside: null } as FinishedOutput
}

/** A job's results as the journal holds them, and from which on it was told of some. */
async function standing() {
  await using stack = new AsyncDisposableStack()
  const { store } = stack.use(await journalOf(['/in/a.zip']))
  const calls: number[] = []
  const call = async (_: 'holdOutputs', input: HeldOutputs): Promise<void> => {
    calls.push(input.from)
    holdOutputs(store, input)
  }
  const kept = stack.move()
  return {
    ahead: aheadOf(call),
    calls,
    held: () => heldOutputs(store, { batch: 1, seq: 0 }).map(({ part, name, stem }) => [part, name ?? stem]),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function aheadOf(call: (operation: 'holdOutputs', input: HeldOutputs) => Promise<void>): SentAhead {
  return new SentAhead({ seq: 0 } as Job, { record: { n: 1 }, parts: { journal: { call } } } as unknown as BatchContext)
}

function listed(results: readonly FinishedOutput[]): [number, string][] {
  return results.map(({ stem }, part) => [part, stem])
}

test('full parts are handed over while other results are made, and the rest at the end', async () => {
  await using job = await standing()
  await job.ahead.send(made.slice(0, 500))
  assert.deepEqual(job.calls, [])
  await job.ahead.send(made.slice(0, 600))
  await job.ahead.send(made)
  assert.deepEqual(job.calls, [0, 512])
  await job.ahead.sendRest(made, [])
  assert.deepEqual(job.calls, [0, 512, 1024])
  assert.deepEqual(job.held(), listed(made))
})

test('what has become another since is handed over anew, from there on', async () => {
  await using job = await standing()
  await job.ahead.send(made)
  const changed = made.with(700, resultOf('another'))
  await job.ahead.sendRest(changed, [])
  assert.deepEqual(job.calls, [0, 512, 700, 1212])
  assert.deepEqual(job.held(), listed(changed))
})

test('what has been left out since is held no more', async () => {
  await using job = await standing()
  for (const left of [600, 1]) {
    await job.ahead.send(made)
    await job.ahead.sendRest(made.slice(0, left), [])
    assert.deepEqual(job.held(), listed(made.slice(0, left)))
  }
})

test('once results have names, they are handed over with them', async () => {
  await using job = await standing()
  await job.ahead.send(made)
  const names = made.map((_, part) => `${part}.txt`)
  await job.ahead.sendRest(made, names)
  assert.deepEqual(job.held(), [...names.entries()])
})

test('what a page names, and where a worker wrote a result, are nothing to the journal', async () => {
  const told: HeldOutputs[] = []
  const ahead = aheadOf(async (_, input) => void told.push(input))
  const worker = { made: '/out/w.0', linking: [], isFlushed: true }
  await ahead.sendRest([{ ...resultOf('page'), ...worker }], [])
  const [output = {}] = told.flatMap(({ outputs }) => outputs)
  assert.deepEqual(
    Object.keys(worker).filter((key) => key in output),
    [],
  )
})

test('whoever hands over the next part is told that the journal could not take the one before', async () => {
  const ahead = aheadOf(() => Promise.reject(new Error('no room')))
  await ahead.send(made.slice(0, 512))
  await assert.rejects(ahead.sendRest(made, []), { message: 'no room' })
})
