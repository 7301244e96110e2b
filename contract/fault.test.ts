import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from './fault.ts'

test('a name that is no Unicode is shown in what is said as everywhere else, and kept as it is beside it', () => {
  const fault = new Fault('file-empty', { subject: '/in/b\udcff.txt', why: 'It was b\udcff.txt.' })
  assert.equal(fault.message, '/in/b\ufffd.txt is empty. It was b\ufffd.txt.')
  assert.equal(fault.toWire().message, fault.message)
  assert.equal(fault.toWire().subject, '/in/b\udcff.txt')
})
