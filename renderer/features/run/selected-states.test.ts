import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyCounts } from '../../../contract/job.ts'
import { noPages } from '../../state/row-pages.ts'
import { selectedStates } from './selected-states.ts'

test('of many chosen files that this window does not hold, nothing is offered that is true of no file of the run', () => {
  const chosen = (counts: object) => selectedStates([[0, 19_999]], noPages, { ...emptyCounts(), ...counts })
  const { canDrop, canRetry, canDownload } = chosen({ done: 20_000 })
  assert.deepEqual([canDrop, canRetry, canDownload], [false, false, true])
  const going = chosen({ done: 10_000, failed: 1, waiting: 9_999 })
  assert.deepEqual([going.canDrop, going.canRetry, going.canDownload], [true, true, true])
})
