import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { exitCodeOf } from './exit-code.ts'

test('a recipe that may not run as it is counts as a wrong recipe, and a disk as something that kept the command from starting', () => {
  const codeOf = (code: Fault['code']): number => exitCodeOf(new Fault(code, { subject: 'x' }))
  assert.deepEqual(
    ['recipe-wrong', 'step-unallowed', 'programs-off'].map((code) => codeOf(code as Fault['code'])),
    [2, 2, 2],
  )
  assert.deepEqual([codeOf('read-only'), codeOf('bug')], [3, 70])
})
