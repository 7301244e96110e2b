import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../async/clock.ts'
import { Access } from './access.ts'

test('whoever tries too often is refused, and its owner is let in all the same', () => {
  const access = new Access(systemClock)
  const tries = Array.from({ length: 25 }, () => access.signIn('wrong'))
  const refusals = tries.map((answer) => 'refused' in answer && answer.refused)
  assert.deepEqual([refusals[0], refusals[19], refusals[20]], ['wrong', 'wrong', 'too-often'])
  assert.ok('secret' in access.signIn(access.token))
})
