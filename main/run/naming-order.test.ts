import assert from 'node:assert/strict'
import { setImmediate as settled } from 'node:timers/promises'
import { test } from 'node:test'
import { fileFacts } from '../../contract/facts.ts'
import { branchNames } from '../plan/naming.ts'
import type { BatchContext } from './batch-context.ts'
import type { Job } from './job.ts'
import { NamingOrder, type NamingPlace } from './naming-order.ts'

const { signal } = new AbortController()

/** A batch whose results are called by their stem and their width. */
function order(begun: readonly string[] = []): NamingOrder {
  const batch: unknown = {
    course: { branches: [{ shaping: [] }] },
    names: [branchNames({ steps: [], ifLarger: 'keep-result', folder: '{out}', name: '{stem}-{width}w' }, fileFacts)],
    recipe: { zone: 'UTC', portable: false },
    traits: { foldsCase: true, normalises: false },
  }
  return new NamingOrder(batch as BatchContext, { hasBegun: ({ source }) => begun.includes(source) })
}

function job(source: string, stem = 'photo'): Job {
  const target = { folder: '/out', stem: null, extension: '.jpg', name: null }
  return { source, facts: { stem }, targets: [target] } as unknown as Job
}

/** Whether it has come to its turn, as soon as it can have. */
function asking(place: NamingPlace, results = 1): { isNamed: () => Promise<boolean> } {
  let named = false
  void place.turn({ results, signal }).then(() => (named = true))
  return { isNamed: () => settled().then(() => named) }
}

test('what may be called the same is named in the order of the files, whoever is done first', async () => {
  const naming = order()
  const [slow, quick, other] = [job('a'), job('b', 'PHOTO'), job('c', 'view')].map((each) => naming.stand(each))
  assert.ok(slow && quick && other)
  const [second, third] = [asking(quick), asking(other)]
  assert.deepEqual([await second.isNamed(), await third.isNamed()], [false, true])
  assert.ok(await asking(slow).isNamed())
  assert.ok(!(await second.isNamed()), 'it has its turn and not yet its name')
  slow[Symbol.dispose]()
  assert.ok(await second.isNamed())
})

test('a job knows whether another may be named only after it', () => {
  const naming = order()
  const [first, second, other] = [job('a'), job('b'), job('c', 'view')].map((each) => naming.stand(each))
  assert.deepEqual([first?.isAwaited, second?.isAwaited, other?.isAwaited], [true, false, false])
  second?.[Symbol.dispose]()
  assert.equal(first?.isAwaited, false)
})

test('while a batch is paused nobody waits for a file that has not begun', async () => {
  const naming = order(['begun'])
  const [begun, waiting, last] = [job('begun'), job('waiting'), job('last')].map((each) => naming.stand(each))
  assert.ok(begun && waiting && last)
  const asked = asking(last)
  naming.pause()
  assert.ok(!(await asked.isNamed()))
  begun[Symbol.dispose]()
  assert.ok(await asked.isNamed())
})

test('so many results are not held up, nor is one that is given up', async () => {
  const naming = order()
  const [, next, last] = [job('a'), job('b'), job('c')].map((each) => naming.stand(each))
  assert.ok(next && last)
  const gaveUp = new AbortController()
  const given = next.turn({ results: 1, signal: gaveUp.signal })
  gaveUp.abort(new Error('given up'))
  await assert.rejects(given, /given up/)
  assert.ok(await asking(last, 20_001).isNamed())
})
