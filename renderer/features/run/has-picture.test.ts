import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { hasPicture } from './has-picture.ts'

test('no picture is asked for of a file that is empty or damaged, and one is of a file that failed for another reason', () => {
  const failed = (code: 'file-damaged' | 'file-empty' | 'disk-full', sizeBytes = 900) =>
    hasPicture({ sizeBytes, fault: new Fault(code, { subject: 'a.jpg' }).toWire() })
  assert.deepEqual([failed('file-damaged'), failed('file-empty', 0), failed('disk-full')], [false, false, true])
  assert.deepEqual(
    [0, 900].map((sizeBytes) => hasPicture({ sizeBytes, fault: null })),
    [false, true],
  )
})
