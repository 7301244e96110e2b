import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import type { JobRow } from '../../contract/row-commands.ts'
import { extraSizes } from './extra-sizes.ts'
import { pendingSeq } from './pending-rows.ts'
import { noPages, withAfter, withPage } from './row-pages.ts'
import { newRow } from './upload-rows.ts'

const fault = new Fault('wrong-type', { subject: 'x' })

function row(seq: number): JobRow {
  const path = `/in/${seq}.jpg`
  const state = 'failed' as const
  return {
    seq,
    path,
    sizeBytes: 1,
    state,
    stage: '',
    fraction: 0,
    reused: false,
    outputs: [],
    fault: fault.toWire(),
    ms: 0,
  }
}

const pages = withPage(noPages, 0, { total: 3, rows: [row(0), row(1), row(2)] })

test('what is opened below a row has the height it was measured with, or is guessed at', () => {
  const wanted = { opened: new Set([2, 0]), heights: new Map([[2, 90]]), guessPx: 138 }
  assert.deepEqual(extraSizes(pages, wanted), [
    [0, 138],
    [2, 90],
  ])
})

test('a file that could not be sent makes room for its reason too, below the rows of the engine', () => {
  const after = withAfter(pages, [newRow(4, 'a', 1), { ...newRow(5, 'b', 1), state: 'failed', fault }])
  const wanted = { opened: new Set([pendingSeq(5)]), heights: new Map<number, number>(), guessPx: 138 }
  assert.deepEqual(extraSizes(after, wanted), [[4, 138]])
})
